package dev.tenon.experiment;

import dev.tenon.spi.Source;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param limit how many training records to take, the first ones; all of them if empty, as by
 *     default
 */
public record Data(
    Source training,
    Source test,
    Optional<Source> validation,
    double validationSplit,
    double errorBudget,
    OptionalLong limit) {
  /** Requires both sources and checks the numbers. */
  public Data {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(validation, "validation");
    Objects.requireNonNull(limit, "limit");
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "validationSplit must be at least 0 and below 1, got " + validationSplit);
    }
    if (!(errorBudget >= 0 && errorBudget <= 1)) {
      throw new IllegalArgumentException("errorBudget must be from 0 to 1, got " + errorBudget);
    }
    if (limit.isPresent() && limit.getAsLong() < 1) {
      throw new IllegalArgumentException("limit must be at least 1, got " + limit.getAsLong());
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
    this(training, test, Optional.empty(), 0, 0.01, OptionalLong.empty());
  }

  /**
   * Holds out a part of the training data for validation.
   *
   * @param validationSplit the part, 0 to 1
   * @return the changed data
   */
  public Data withValidationSplit(double validationSplit) {
    return new Data(training, test, validation, validationSplit, errorBudget, limit);
  }

  /**
   * Judges each epoch by a source of its own.
   *
   * @param validation what each epoch is judged by
   * @return the changed data
   */
  public Data withValidation(Source validation) {
    return new Data(training, test, Optional.of(validation), validationSplit, errorBudget, limit);
  }

  /**
   * Lets a part of the records be unreadable.
   *
   * @param errorBudget the part, 0 to 1
   * @return the changed data
   */
  public Data withErrorBudget(double errorBudget) {
    return new Data(training, test, validation, validationSplit, errorBudget, limit);
  }

  /**
   * Takes only the first training records.
   *
   * @param records how many, at least 1
   * @return the changed data
   */
  public Data withLimit(long records) {
    return new Data(
        training, test, validation, validationSplit, errorBudget, OptionalLong.of(records));
  }

  /** Tells whether each epoch is judged by examples that training does not see. */
  public boolean isValidated() {
    return validation.isPresent() || validationSplit > 0;
  }
}
