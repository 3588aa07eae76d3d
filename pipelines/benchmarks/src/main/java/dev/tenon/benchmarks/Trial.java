package dev.tenon.benchmarks;

import java.util.Arrays;

/**
 * A model, and how long it is trained in one measurement.
 *
 * @param key its name on the command line
 * @param workload the model
 * @param rate the learning rate at which losses are compared
 * @param warmUp when steps begin to count
 * @param steps how many are measured
 * @param seconds how long they may take; at least one step is measured
 * @param large whether a slow framework gets less time for it
 */
record Trial(
    String key,
    Workload workload,
    double rate,
    WarmUp warmUp,
    int steps,
    double seconds,
    boolean large) {
  private static final Trial[] ALL = {
    new Trial("mlp", Workload.mlp(128), 2e-5, new WarmUp(100, 10), 300, 5, false),
    new Trial("small-cnn", Workload.smallCnn(64), 2e-5, new WarmUp(10, 10), 40, 5, false),
    new Trial("residual-cnn", Workload.residualCnn(64), 2e-5, new WarmUp(5, 10), 20, 6, false),
    new Trial("tutorial-8", Workload.tutorial(8), 1e-6, new WarmUp(2, 12), 5, 12, true),
    new Trial("tutorial-32", Workload.tutorial(32), 1e-6, new WarmUp(1, 15), 3, 12, true)
  };

  static Trial of(String key) {
    return Arrays.stream(ALL)
        .filter(trial -> trial.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model is called " + key));
  }

  /** Returns the model's name and its batch size. */
  String title() {
    return workload.name() + ", batch " + workload.experiment().batch();
  }
}
