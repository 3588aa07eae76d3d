package dev.tenon.benchmarks;

import java.util.Arrays;

/**
 * A model with the number of its steps in one measurement.
 *
 * @param key its name on the command line
 * @param workload the model
 * @param rate the learning rate at which losses are compared
 * @param warmUp steps that are not measured
 * @param measured steps that are
 */
record Round(String key, Workload workload, double rate, int warmUp, int measured) {
  private static final Round[] ALL = {
    new Round("mlp", Workload.mlp(128), 2e-5, 600, 400),
    new Round("small-cnn", Workload.smallCnn(64), 2e-5, 40, 40),
    new Round("tutorial-8", Workload.tutorial(8), 1e-6, 3, 5),
    new Round("tutorial-32", Workload.tutorial(32), 1e-6, 2, 3)
  };

  static Round of(String key) {
    return Arrays.stream(ALL)
        .filter(round -> round.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model is called " + key));
  }

  /** Returns the model's name and its batch size. */
  String title() {
    return workload.name() + ", batch " + workload.experiment().batch();
  }
}
