package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * Cosine decay that begins again whenever it has reached the end, each time for longer.
 *
 * <p>Period {@code i}, from 0, lasts {@code firstDuration * tMul^i}. Where a share {@code x} of it
 * is over, the rate is {@code initial * ((1 - alpha) * mMul^i * (1 + cos(pi * x)) / 2 + alpha)}:
 * Keras's {@code CosineDecayRestarts} with its defaults, whose {@code first_decay_steps} is a
 * duration in {@link Unit#STEPS}. Where that is too small for a number, the rate stays at the
 * smallest there is, since a rate is positive. Source: Loshchilov and Hutter, <i>SGDR: Stochastic
 * Gradient Descent with Warm Restarts</i>, 2017. Example: {@code new CosineDecayRestarts(10)}
 * restarts after epochs 10, 30 and 70.
 *
 * @param firstDuration how long the first period lasts, positive
 * @param tMul by what each period is longer than the one before, at least 1; 2 by default
 * @param mMul by what each period begins lower than the one before, above 0 and at most 1; 1 by
 *     default
 * @param alpha the least rate as a share of the first, from 0 to 1; 0 by default
 * @param unit what the duration counts; epochs by default
 */
public record CosineDecayRestarts(
    long firstDuration, double tMul, double mMul, double alpha, Unit unit) implements Schedule {
  /** Checks the numbers. */
  public CosineDecayRestarts {
    Bounds.requirePositive("firstDuration", firstDuration);
    if (!(tMul >= 1 && tMul < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tMul must be at least 1 and finite, got " + tMul);
    }
    Bounds.requireShare("mMul", mMul);
    Bounds.requireFraction("alpha", alpha);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Restarts over epochs with Keras's defaults.
   *
   * @param firstDuration how many epochs the first period lasts
   */
  public CosineDecayRestarts(long firstDuration) {
    this(firstDuration, 2, 1, 0, Unit.EPOCHS);
  }

  /**
   * Returns this schedule with other periods.
   *
   * @param tMul by what each is longer than the one before
   * @param mMul by what each begins lower than the one before
   * @return the schedule
   */
  public CosineDecayRestarts withPeriods(double tMul, double mMul) {
    return new CosineDecayRestarts(firstDuration, tMul, mMul, alpha, unit);
  }

  /**
   * Returns this schedule with another least rate.
   *
   * @param alpha the least rate as a share of the first
   * @return the schedule
   */
  public CosineDecayRestarts withAlpha(double alpha) {
    return new CosineDecayRestarts(firstDuration, tMul, mMul, alpha, unit);
  }

  @Override
  public double rate(Progress progress) {
    double time = unit.elapsed(progress) / firstDuration;
    double period = period(time);
    double over = Math.min((time - start(period)) / StrictMath.pow(tMul, period), 1);
    double share = StrictMath.pow(mMul, period) * Bounds.halfCosine(over);
    return Bounds.positive(progress.initialRate() * Bounds.between(alpha, 1, share));
  }

  /** Returns which period a time in first durations is in. */
  private double period(double time) {
    if (tMul == 1) {
      return Math.floor(time);
    }
    double period = Math.floor(StrictMath.log(1 + time * (tMul - 1)) / StrictMath.log(tMul));
    // A quotient of logarithms may lie just below a whole number.
    return start(period + 1) <= time ? period + 1 : period;
  }

  private double start(double period) {
    return tMul == 1 ? period : (StrictMath.pow(tMul, period) - 1) / (tMul - 1);
  }
}
