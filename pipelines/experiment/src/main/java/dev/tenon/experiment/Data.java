package dev.tenon.experiment;

import dev.tenon.spi.Source;
import java.util.Optional;

/**
 * The data of an experiment.
 *
 * @param training what the model learns from
 * @param test what the finished model is judged by
 * @param validation what each epoch is judged by; if empty, a part of the training data
 * @param validationSplit the part of the training data, 0 to 1, that is held out for validation
 *     where there is no validation source; chosen by a hash of each record's id. 0 by default
 * @param errorBudget the part of a source's records, 0 to 1, that may be unreadable before
 *     ingestion fails. 0.01 by default
 */
public record Data(
    Source training,
    Source test,
    Optional<Source> validation,
    double validationSplit,
    double errorBudget) {
  /** Checks the two fractions. */
  public Data {
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "validationSplit must be at least 0 and below 1, got " + validationSplit);
    }
    if (!(errorBudget >= 0 && errorBudget <= 1)) {
      throw new IllegalArgumentException("errorBudget must be from 0 to 1, got " + errorBudget);
    }
    if (validation.isPresent() && validationSplit > 0) {
      throw new IllegalArgumentException("give a validation source or a validationSplit, not both");
    }
  }

  /**
   * Uses a source for training and another for the final test.
   *
   * @param training what the model learns from
   * @param test what the finished model is judged by
   */
  public Data(Source training, Source test) {
    this(training, test, Optional.empty(), 0, 0.01);
  }
}
