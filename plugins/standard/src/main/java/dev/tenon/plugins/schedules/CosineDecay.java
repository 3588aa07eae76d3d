package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * A rate that falls along half a wave of the cosine.
 *
 * <p>It goes from the optimizer's learning rate down to a share of it, and is level afterwards.
 *
 * <p>At time {@code t} the rate is {@code initial * ((1 - alpha) * (1 + cos(pi * min(t, duration) /
 * duration)) / 2 + alpha)}: Keras's {@code CosineDecay}, whose {@code decay_steps} is a duration in
 * {@link Unit#STEPS}, and whose warm-up is a {@link Warmup} around this. Where that is too small
 * for a number, the rate stays at the smallest there is, since a rate is positive. Source:
 * Loshchilov and Hutter, <i>SGDR: Stochastic Gradient Descent with Warm Restarts</i>, 2017.
 * Example: {@code experiment.withSchedule(new CosineDecay(20))}.
 *
 * @param duration how long the rate falls, positive
 * @param alpha the last rate as a share of the first, from 0 to 1; 0 by default
 * @param unit what the duration counts; epochs by default
 */
public record CosineDecay(long duration, double alpha, Unit unit) implements Schedule {
  /** Checks the numbers. */
  public CosineDecay {
    Bounds.requirePositive("duration", duration);
    Bounds.requireFraction("alpha", alpha);
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Decays over epochs, to nothing.
   *
   * @param duration how many epochs
   */
  public CosineDecay(long duration) {
    this(duration, 0, Unit.EPOCHS);
  }

  /**
   * Returns this schedule with another last rate.
   *
   * @param alpha the last rate as a share of the first
   * @return the schedule
   */
  public CosineDecay withAlpha(double alpha) {
    return new CosineDecay(duration, alpha, unit);
  }

  @Override
  public double rate(Progress progress) {
    double over = Math.min(unit.elapsed(progress) / duration, 1);
    return Bounds.positive(
        progress.initialRate() * Bounds.between(alpha, 1, Bounds.halfCosine(over)));
  }
}
