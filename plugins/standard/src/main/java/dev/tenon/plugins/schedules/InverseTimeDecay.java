package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A rate that falls with the inverse of time, ever more slowly.
 *
 * <p>At time {@code t} the rate is {@code initial / (1 + decayRate * t / duration)}, with {@code t
 * / duration} rounded down if it is to fall in stairs: Keras's {@code InverseTimeDecay}, whose
 * {@code decay_steps} is a duration in {@link Unit#STEPS}. Where that is too small for a number,
 * the rate stays at the smallest there is, since a rate is positive. Example: {@code new
 * InverseTimeDecay(0.5, 1)} trains at two thirds of the optimizer's rate after one epoch, at half
 * of it after two.
 *
 * @param decayRate by how much a duration increases the divisor, positive
 * @param duration how long that takes, positive
 * @param unit what the duration counts; epochs by default
 * @param staircase whether the rate changes only after each whole duration; false by default
 */
public record InverseTimeDecay(double decayRate, long duration, Unit unit, boolean staircase)
    implements Schedule {
  /** Checks the numbers. */
  public InverseTimeDecay {
    Bounds.requirePositive("decayRate", decayRate);
    Bounds.requirePositive("duration", duration);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Decays smoothly over epochs.
   *
   * @param decayRate by how much a duration increases the divisor
   * @param duration how many epochs
   */
  public InverseTimeDecay(double decayRate, long duration) {
    this(decayRate, duration, Unit.EPOCHS, false);
  }

  /** Returns this schedule falling in stairs. */
  public InverseTimeDecay inStairs() {
    return new InverseTimeDecay(decayRate, duration, unit, true);
  }

  @Override
  public double rate(Progress progress) {
    double stretches = unit.elapsed(progress) / duration;
    double divisor = 1 + decayRate * (staircase ? Math.floor(stretches) : stretches);
    return Bounds.positive(progress.initialRate() / divisor);
  }
}
