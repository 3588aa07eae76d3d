package dev.tenon.docs.sample;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

// region plugin
public final class AcmePlugin implements Plugin {
  @Override
  public String name() {
    return "acme";
  }

  @Override
  public void contribute(Contributions to) {
    to.add("acme.rms_norm", RmsNorm.class);
  }
}
// endregion
