package dev.tenon.plugins.initializers;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the initializers that ship with Tenon. */
public final class StandardInitializers implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(GlorotUniform.class);
    to.add(GlorotNormal.class);
    to.add(HeUniform.class);
    to.add(HeNormal.class);
    to.add(LecunUniform.class);
    to.add(LecunNormal.class);
    to.add(VarianceScaling.class);
    to.add(RandomUniform.class);
    to.add(RandomNormal.class);
    to.add(TruncatedNormal.class);
    to.add(Orthogonal.class);
    to.add(Identity.class);
    to.add(Zeros.class);
    to.add(Ones.class);
    to.add(Constant.class);
  }
}
