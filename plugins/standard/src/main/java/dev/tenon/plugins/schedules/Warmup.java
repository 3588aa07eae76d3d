package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * Any schedule, with rates that rise to it in a line at first.
 *
 * <p>The schedule's own rate before step {@code s}, counted from 0, is multiplied by {@code min((s
 * + 1) / steps, 1)}, where {@code steps} is the duration in steps: the last step of the warm-up has
 * the whole rate. The schedule counts time from the start of training, warm-up included, as Goyal
 * et al. do, <i>Accurate, Large Minibatch SGD</i>, 2017, section 2.2; in Keras's {@code
 * CosineDecay}, it starts after the warm-up. Example: {@code new Warmup(2, new CosineDecay(20))}
 * warms up in the first 2 of 20 epochs.
 *
 * @param duration how long the warm-up lasts, positive
 * @param schedule what is warmed up to; the optimizer's own rate by default
 * @param unit what the duration counts; epochs by default
 */
public record Warmup(long duration, Schedule schedule, Unit unit) implements Schedule {
  /** Checks the parts. */
  public Warmup {
    Bounds.requirePositive("duration", duration);
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Warms up to the optimizer's own rate over epochs.
   *
   * @param duration how many epochs
   */
  public Warmup(long duration) {
    this(duration, new Constant());
  }

  /**
   * Warms up over epochs.
   *
   * @param duration how many epochs
   * @param schedule what is warmed up to
   */
  public Warmup(long duration, Schedule schedule) {
    this(duration, schedule, Unit.EPOCHS);
  }

  @Override
  public double rate(Progress progress) {
    double rate = schedule.rate(progress);
    double steps = unit == Unit.STEPS ? duration : (double) duration * progress.stepsPerEpoch();
    double share = (progress.step() + 1) / steps;
    return share >= 1 ? rate : Bounds.positive(rate * share);
  }
}
