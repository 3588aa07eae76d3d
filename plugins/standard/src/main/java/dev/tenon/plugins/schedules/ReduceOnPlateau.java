package dev.tenon.plugins.schedules;

import dev.tenon.spi.Monitor;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * Reduces the learning rate when a value has stopped improving.
 *
 * <p>As Keras's {@code ReduceLROnPlateau}, after each epoch: a value that is better than the best
 * so far by more than {@code minDelta} is the new best. Otherwise, and unless cooling down, the
 * epoch counts as lost; when {@code patience} epochs in a row are lost, the rate becomes {@code
 * max(rate * factor, floor)} and counting starts again. Cooling down lasts {@code cooldown} epochs,
 * of which the last is counted already, as in Keras. A value whose name ends in {@code loss} or
 * {@code error} should fall, any other rise.
 *
 * <p>All this is computed afresh from the history, so nothing has to be saved for a run to go on. A
 * value that the history does not have is a {@link dev.tenon.spi.UserError}. Example: {@code
 * experiment.withSchedule(new ReduceOnPlateau().withPatience(3))}.
 *
 * @param monitor the value's name; {@code val_loss} by default
 * @param factor by what the rate is multiplied, above 0 and below 1; 0.1 by default
 * @param patience how many epochs may be lost, not negative; 10 by default
 * @param minDelta the least change that counts as an improvement, not negative; 1e-4 by default
 * @param cooldown how many epochs cooling down lasts, not negative; 0 by default
 * @param floor the least rate, not negative; 0 by default
 */
public record ReduceOnPlateau(
    String monitor, double factor, int patience, double minDelta, int cooldown, double floor)
    implements Schedule {
  /** Checks the numbers. */
  public ReduceOnPlateau {
    Objects.requireNonNull(monitor, "monitor");
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor must be above 0 and below 1, got " + factor);
    }
    Bounds.requireNotNegative("patience", patience);
    Bounds.requireNotNegative("minDelta", minDelta);
    Bounds.requireNotNegative("cooldown", cooldown);
    Bounds.requireNotNegative("floor", floor);
  }

  /** Watches the validation loss with Keras's defaults. */
  public ReduceOnPlateau() {
    this("val_loss", 0.1, 10, 1e-4, 0, 0);
  }

  /**
   * Returns this schedule watching another value.
   *
   * @param monitor the value's name
   * @return the schedule
   */
  public ReduceOnPlateau withMonitor(String monitor) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  /**
   * Returns this schedule with another factor.
   *
   * @param factor by what the rate is multiplied
   * @return the schedule
   */
  public ReduceOnPlateau withFactor(double factor) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  /**
   * Returns this schedule with another patience.
   *
   * @param patience how many epochs may be lost
   * @return the schedule
   */
  public ReduceOnPlateau withPatience(int patience) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  /**
   * Returns this schedule with another least change.
   *
   * @param minDelta the least change that counts as an improvement
   * @return the schedule
   */
  public ReduceOnPlateau withMinDelta(double minDelta) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  /**
   * Returns this schedule with another cooldown.
   *
   * @param cooldown how many epochs cooling down lasts
   * @return the schedule
   */
  public ReduceOnPlateau withCooldown(int cooldown) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  /**
   * Returns this schedule with another floor.
   *
   * @param floor the least rate
   * @return the schedule
   */
  public ReduceOnPlateau withFloor(double floor) {
    return new ReduceOnPlateau(monitor, factor, patience, minDelta, cooldown, floor);
  }

  @Override
  public double rate(Progress progress) {
    boolean rises = Monitor.of(monitor).higherIsBetter();
    Monitor improvement = new Monitor(monitor, rises, minDelta);
    double best = rises ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double rate = progress.initialRate();
    int lost = 0;
    int cooling = 0;
    for (double value : progress.history().values(monitor)) {
      if (cooling > 0) {
        cooling--;
        lost = 0;
      }
      if (improvement.improves(value, best)) {
        best = value;
        lost = 0;
      } else if (cooling == 0) {
        lost++;
        if (lost >= patience && rate > floor) {
          rate = Math.max(rate * factor, floor);
          cooling = cooldown;
          lost = 0;
        }
      }
    }
    return rate;
  }
}
