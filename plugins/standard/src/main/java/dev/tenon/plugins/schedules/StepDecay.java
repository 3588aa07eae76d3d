package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A rate that drops by the same factor after every stretch of time, and is level in between.
 *
 * <p>At time {@code t} the rate is {@code initial * decayRate^floor(t / duration)}, as PyTorch's
 * {@code StepLR} has it, whose {@code gamma} of 0.1 is the default. Where that is too small for a
 * number, the rate stays at the smallest there is, since a rate is positive. He et al., <i>Deep
 * Residual Learning for Image Recognition</i>, 2015, divide by ten like that. Example: {@code new
 * StepDecay(30)} trains epochs 1 to 30 at the optimizer's rate, 31 to 60 at a tenth of it.
 *
 * @param duration how long the rate is level, positive
 * @param decayRate the factor, above 0 and at most 1; 0.1 by default
 * @param unit what the duration counts; epochs by default
 */
public record StepDecay(long duration, double decayRate, Unit unit) implements Schedule {
  /** Checks the numbers. */
  public StepDecay {
    Bounds.requirePositive("duration", duration);
    Bounds.requireShare("decayRate", decayRate);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Divides the rate by ten after every so many epochs.
   *
   * @param duration how many epochs
   */
  public StepDecay(long duration) {
    this(duration, 0.1, Unit.EPOCHS);
  }

  /**
   * Returns this schedule with another factor.
   *
   * @param decayRate the factor
   * @return the schedule
   */
  public StepDecay withDecayRate(double decayRate) {
    return new StepDecay(duration, decayRate, unit);
  }

  @Override
  public double rate(Progress progress) {
    double drops = Math.floor(unit.elapsed(progress) / duration);
    return Bounds.positive(progress.initialRate() * StrictMath.pow(decayRate, drops));
  }
}
