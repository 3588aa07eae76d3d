package dev.tenon.plugins.optimizers;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the optimizers that ship with Tenon. */
public final class StandardOptimizers implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Sgd.class);
    to.add(Adam.class);
    to.add(AdamW.class);
    to.add(AmsGrad.class);
    to.add(Nadam.class);
    to.add(Adamax.class);
    to.add(RmsProp.class);
    to.add(Adagrad.class);
    to.add(Adadelta.class);
    to.add(Adafactor.class);
    to.add(Ftrl.class);
    to.add(Lion.class);
    to.add(Lamb.class);
    to.add(Muon.class);
    to.add(ClipByGlobalNorm.class);
    to.add(ClipByNorm.class);
    to.add(ClipByValue.class);
    to.add(WeightDecay.class);
    to.add(RateMultiplier.class);
    to.add(MaxNorm.class);
    to.add(MinMaxNorm.class);
    to.add(UnitNorm.class);
    to.add(NonNeg.class);
    to.add(GradientAccumulation.class);
    to.add(MovingAverage.class);
  }
}
