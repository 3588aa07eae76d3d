package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;

/** In what a schedule counts time. */
public enum Unit {
  /** Steps since training began. */
  STEPS {
    @Override
    double elapsed(Progress progress) {
      return progress.step();
    }
  },
  /** Epochs since training began; a step is a fraction of one. */
  EPOCHS {
    @Override
    double elapsed(Progress progress) {
      return (double) progress.step() / progress.stepsPerEpoch();
    }
  };

  abstract double elapsed(Progress progress);
}
