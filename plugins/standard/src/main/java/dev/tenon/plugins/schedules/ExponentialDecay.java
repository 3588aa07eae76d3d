package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A rate that shrinks by the same factor over every stretch of time.
 *
 * <p>At time {@code t} the rate is {@code initial * decayRate^(t / duration)}, with {@code t /
 * duration} rounded down if it is to fall in stairs: Keras's {@code ExponentialDecay}, whose {@code
 * decay_steps} is a duration in {@link Unit#STEPS}. Where that is too small for a number, the rate
 * stays at the smallest there is, since a rate is positive. Example: {@code new
 * ExponentialDecay(0.9, 1)} takes a tenth off in the course of each epoch.
 *
 * @param decayRate the factor, above 0 and at most 1
 * @param duration how long it takes to shrink by that factor, positive
 * @param unit what the duration counts; epochs by default
 * @param staircase whether the rate changes only after each whole duration; false by default
 */
public record ExponentialDecay(double decayRate, long duration, Unit unit, boolean staircase)
    implements Schedule {
  /** Checks the numbers. */
  public ExponentialDecay {
    if (!(decayRate > 0 && decayRate <= 1)) {
      throw new IllegalArgumentException(
          "decayRate must be above 0 and at most 1, got " + decayRate);
    }
    Bounds.requirePositive("duration", duration);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Decays smoothly over epochs.
   *
   * @param decayRate the factor
   * @param duration in how many epochs
   */
  public ExponentialDecay(double decayRate, long duration) {
    this(decayRate, duration, Unit.EPOCHS, false);
  }

  /** Returns this schedule falling in stairs. */
  public ExponentialDecay inStairs() {
    return new ExponentialDecay(decayRate, duration, unit, true);
  }

  @Override
  public double rate(Progress progress) {
    double stretches = unit.elapsed(progress) / duration;
    double factor = Math.pow(decayRate, staircase ? Math.floor(stretches) : stretches);
    return Math.max(progress.initialRate() * factor, Double.MIN_VALUE);
  }
}
