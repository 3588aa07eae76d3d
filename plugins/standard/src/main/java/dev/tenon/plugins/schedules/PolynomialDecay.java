package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A polynomial's way from the optimizer's learning rate to another, and level afterwards.
 *
 * <p>At time {@code t} the rate is {@code (initial - endRate) * (1 - min(t, duration) /
 * duration)^power + endRate}: Keras's {@code PolynomialDecay} with its defaults. If it cycles, the
 * duration is instead lengthened to its first multiple that is not over, so that the rate rises
 * again whenever it has reached the end. Example: {@code new PolynomialDecay(20).withPower(2)}.
 *
 * @param duration how long the rate changes, positive
 * @param endRate the last rate, positive; 1e-4 by default
 * @param power the polynomial's, positive; 1, a straight line, by default
 * @param cycle whether the rate rises again; false by default
 * @param unit what the duration counts; epochs by default
 */
public record PolynomialDecay(long duration, double endRate, double power, boolean cycle, Unit unit)
    implements Schedule {
  /** Checks the numbers. */
  public PolynomialDecay {
    Bounds.requirePositive("duration", duration);
    Bounds.requirePositive("endRate", endRate);
    Bounds.requirePositive("power", power);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Decays over epochs with Keras's defaults.
   *
   * @param duration how many epochs
   */
  public PolynomialDecay(long duration) {
    this(duration, 1e-4, 1, false, Unit.EPOCHS);
  }

  /**
   * Returns this schedule with another last rate.
   *
   * @param endRate the last rate
   * @return the schedule
   */
  public PolynomialDecay withEndRate(double endRate) {
    return new PolynomialDecay(duration, endRate, power, cycle, unit);
  }

  /**
   * Returns this schedule with another power.
   *
   * @param power the polynomial's
   * @return the schedule
   */
  public PolynomialDecay withPower(double power) {
    return new PolynomialDecay(duration, endRate, power, cycle, unit);
  }

  /** Returns this schedule rising again whenever it has reached the end. */
  public PolynomialDecay inCycles() {
    return new PolynomialDecay(duration, endRate, power, true, unit);
  }

  @Override
  public double rate(Progress progress) {
    double stretches = unit.elapsed(progress) / duration;
    double over = cycle ? stretches / Math.max(1, Math.ceil(stretches)) : Math.min(stretches, 1);
    return Bounds.between(endRate, progress.initialRate(), StrictMath.pow(1 - over, power));
  }
}
