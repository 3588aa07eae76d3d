package dev.tenon.plugins.schedules;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the schedules that ship with Tenon. */
public final class StandardSchedules implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Constant.class);
    to.add(LinearDecay.class);
    to.add(ExponentialDecay.class);
    to.add(StepDecay.class);
    to.add(PiecewiseConstantDecay.class);
    to.add(InverseTimeDecay.class);
    to.add(PolynomialDecay.class);
    to.add(CosineDecay.class);
    to.add(CosineDecayRestarts.class);
    to.add(Warmup.class);
    to.add(OneCycle.class);
    to.add(CyclicLearningRate.class);
    to.add(ReduceOnPlateau.class);
    to.add(FunctionSchedule.class);
  }
}
