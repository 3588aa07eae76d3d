package dev.tenon.cli;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.UserError;
import picocli.CommandLine.Option;

/** Short ways to change what training steps are taken on. */
final class TrainingOptions {
  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples in a step, instead of the experiment's number.")
  private Integer batch;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Take only the first N training records.")
  private Long limit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What all chance depends on, instead of the experiment's number.")
  private Long seed;

  /**
   * Returns the changed experiment, not yet validated.
   *
   * @throws UserError if the limit is below 1
   */
  Experiment applied(Experiment described) {
    Experiment changed = described;
    if (batch != null) {
      changed = changed.withBatch(batch);
    }
    if (seed != null) {
      changed = changed.withSeed(seed);
    }
    if (limit != null) {
      if (limit < 1) {
        throw new UserError("--limit must be at least 1, got " + limit);
      }
      changed = changed.withData(changed.data().withLimit(limit));
    }
    return changed;
  }
}
