package dev.tenon.plugins.losses;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the losses that ship with Tenon. */
public final class StandardLosses implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(CategoricalCrossEntropy.class);
    to.add(BinaryCrossEntropy.class);
    to.add(CategoricalFocalCrossEntropy.class);
    to.add(BinaryFocalCrossEntropy.class);
    to.add(MeanSquaredError.class);
    to.add(MeanAbsoluteError.class);
    to.add(Huber.class);
    to.add(LogCosh.class);
    to.add(Hinge.class);
    to.add(SquaredHinge.class);
    to.add(CategoricalHinge.class);
    to.add(KullbackLeiblerDivergence.class);
    to.add(Poisson.class);
    to.add(CosineSimilarity.class);
  }
}
