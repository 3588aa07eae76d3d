package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A straight line from the optimizer's learning rate to another, and level afterwards.
 *
 * <p>At time {@code t} the rate is {@code initial + (endRate - initial) * min(t / duration, 1)}:
 * Keras's {@code PolynomialDecay} of power 1. Times in epochs are fractions, so the rate changes
 * with every step. Example: {@code experiment.withOptimizer(new Adam(1e-3)).withSchedule(new
 * LinearDecay(1e-5, 20))}.
 *
 * @param endRate the last rate, positive
 * @param duration how long the rate changes, positive
 * @param unit what the duration counts; epochs by default
 */
public record LinearDecay(double endRate, long duration, Unit unit) implements Schedule {
  /** Checks the numbers. */
  public LinearDecay {
    Bounds.requirePositive("endRate", endRate);
    Bounds.requirePositive("duration", duration);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Decays over epochs.
   *
   * @param endRate the last rate
   * @param duration how many epochs
   */
  public LinearDecay(double endRate, long duration) {
    this(endRate, duration, Unit.EPOCHS);
  }

  @Override
  public double rate(Progress progress) {
    double initial = progress.initialRate();
    double elapsed = unit.elapsed(progress);
    return elapsed >= duration ? endRate : initial + (endRate - initial) * (elapsed / duration);
  }
}
