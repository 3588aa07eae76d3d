package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.List;
import java.util.Objects;

/**
 * Rates that are given, one for each of some stretches of time.
 *
 * <p>At time {@code t} the rate is {@code values[0]} if {@code t <= boundaries[0]}, {@code
 * values[i]} if {@code boundaries[i - 1] < t <= boundaries[i]}, and the last value afterwards, as
 * Keras's {@code PiecewiseConstantDecay} has it: the step at a boundary still has the rate before
 * it. The optimizer's own rate is not used. Example: {@code new PiecewiseConstantDecay(List.of(10L,
 * 15L), List.of(1e-3, 1e-4, 1e-5))}.
 *
 * @param boundaries the times at which the rate changes, increasing and not negative
 * @param values the rates, positive, one more than there are boundaries
 * @param unit what the boundaries count; epochs by default
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> values, Unit unit)
    implements Schedule {
  /** Checks the numbers. */
  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    Objects.requireNonNull(unit, "unit");
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "values must be one more than boundaries, got %d for %d"
              .formatted(values.size(), boundaries.size()));
    }
    for (int i = 0; i < boundaries.size(); i++) {
      if (boundaries.get(i) < 0 || i > 0 && boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException(
            "boundaries must increase and not be negative, got " + boundaries);
      }
    }
    values.forEach(value -> Bounds.requirePositive("each of values", value));
  }

  /**
   * Changes the rate after given epochs.
   *
   * @param boundaries the numbers of epochs
   * @param values the rates
   */
  public PiecewiseConstantDecay(List<Long> boundaries, List<Double> values) {
    this(boundaries, values, Unit.EPOCHS);
  }

  @Override
  public double rate(Progress progress) {
    double elapsed = unit.elapsed(progress);
    int passed = 0;
    while (passed < boundaries.size() && elapsed > boundaries.get(passed)) {
      passed++;
    }
    return values.get(passed);
  }
}
