package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * What is expected of a {@link Metric}: tallies that are values, and merge to the same in whatever
 * parts and order the examples are tallied, on whatever machine.
 *
 * <p>Say which metric it is about, and what its value is in some cases:
 *
 * <pre>{@code
 * class AccuracyTest implements MetricContract {
 *   public Metric extension() {
 *     return new Accuracy();
 *   }
 *
 *   public List<Known> known() {
 *     return List.of(
 *         Known.of(0.5, outcome(0, 0.7f, 0.3f), outcome(0, 0.2f, 0.8f)));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface MetricContract extends TallyLaws {
  /**
   * Outcomes and the metric's value over them.
   *
   * @param outcomes the outcomes
   * @param value the value
   */
  record Known(List<Outcome> outcomes, double value) {
    /** Keeps its own copy of the list. */
    public Known {
      outcomes = List.copyOf(outcomes);
    }

    /**
     * States a value.
     *
     * @param value the value
     * @param outcomes the outcomes
     * @return the case
     */
    public static Known of(double value, Outcome... outcomes) {
      return new Known(List.of(outcomes), value);
    }
  }

  /** Returns cases whose value is known. */
  List<Known> known();

  /** Returns the least value that the metric can have; minus infinity by default. */
  default double least() {
    return Double.NEGATIVE_INFINITY;
  }

  /** Returns the greatest value that the metric can have; infinity by default. */
  default double greatest() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * Returns whether the metric may have no value, NaN, over examples whose predictions are numbers,
   * as a share of what does not occur. False by default.
   */
  default boolean mayBeUndefined() {
    return false;
  }

  /**
   * Each known case must have its value, to 1e-9 or the tolerance.
   *
   * @param law the law
   */
  @Test
  default void known_cases_have_their_values(Law law) {
    law.require(!known().isEmpty(), "no case is declared");
    for (Known known : known()) {
      law.on(Tallies.describe(known.outcomes()));
      double value = Tallies.of(extension(), known.outcomes()).value();
      boolean close = Math.abs(value - known.value()) <= Math.max(1e-9, tolerance());
      law.require(
          close || Double.compare(value, known.value()) == 0,
          "the value is %s, not %s",
          value,
          known.value());
    }
  }

  /**
   * The value over no examples must be NaN, which no example's value can be taken for.
   *
   * @param law the law
   */
  @Test
  default void no_examples_have_no_value(Law law) {
    law.on("no outcomes");
    double value = extension().empty().value();
    law.require(Double.isNaN(value), "the value is %s, not NaN", value);
  }

  /**
   * The value must be in the range declared, and a number wherever predictions are.
   *
   * @param law the law
   */
  @Test
  default void the_value_stays_within_its_range(Law law) {
    for (int trial = 0; trial < 50; trial++) {
      List<Outcome> outcomes = outcomes(1 + trial, law.random(trial));
      double value = Tallies.of(extension(), outcomes).value();
      law.on(Tallies.describe(outcomes));
      if (Double.isNaN(value)) {
        law.require(
            mayBeUndefined(), "the value is NaN, and not declared to be undefined at times");
      } else {
        law.require(
            value >= least() && value <= greatest(),
            "the value is %s, not from %s to %s",
            value,
            least(),
            greatest());
      }
    }
  }

  /**
   * Predictions are shared with other metrics: tallying must leave them as they are.
   *
   * @param law the law
   */
  @Test
  default void predictions_are_left_as_they_are(Law law) {
    List<Outcome> outcomes = outcomes(50, law.random());
    for (Outcome outcome : outcomes) {
      law.on(Tallies.describe(List.of(outcome)));
      float[] before = outcome.prediction().clone();
      extension().empty().add(outcome).value();
      law.require(
          Arrays.equals(before, outcome.prediction()),
          "the prediction has become %s",
          Arrays.toString(outcome.prediction()));
    }
  }
}
