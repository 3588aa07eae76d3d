package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Monitor;
import dev.tenon.spi.Training;
import java.util.OptionalDouble;

/**
 * Ends training once a value has not improved for some epochs.
 *
 * <p>As Keras's callback of the same name: an epoch improves on the best before it if its value is
 * better by more than {@code minDelta}. With a baseline, waiting begins anew only with an
 * improvement that is also better than the baseline by more than that, so training that never
 * reaches it ends, but not in an epoch that improves. Example: {@code experiment.withListeners(new
 * EarlyStopping("val_loss", 3).withRestoreBest())}.
 *
 * @param monitor the value's name; losses and errors should fall, all else should rise; {@code
 *     val_loss} by default
 * @param patience epochs without improvement after which training ends; 1 or more, 1 by default
 * @param minDelta the least change that counts as an improvement, not negative; 0 by default
 * @param restoreBest whether training returns the parameters of the best epoch instead of the
 *     last's; they are kept as the checkpoint {@code early_stopping}; false by default
 * @param baseline what the value must be better than; a number, none by default
 * @param startFromEpoch how many epochs are passed over, as if they had not been, before the first
 *     that counts; not negative, 0 by default
 */
public record EarlyStopping(
    String monitor,
    int patience,
    double minDelta,
    boolean restoreBest,
    OptionalDouble baseline,
    int startFromEpoch)
    implements Listener {
  private static final String NAME = "early_stopping";

  /** Checks name, patience, least change, baseline and start. */
  public EarlyStopping {
    if (monitor.isBlank()) {
      throw new IllegalArgumentException("monitor must name a value such as val_loss");
    }
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be positive, got " + patience);
    }
    if (!(minDelta >= 0)) {
      throw new IllegalArgumentException("minDelta must not be negative, got " + minDelta);
    }
    if (Double.isNaN(baseline.orElse(0))) {
      throw new IllegalArgumentException("baseline must be a number, got NaN");
    }
    if (startFromEpoch < 0) {
      throw new IllegalArgumentException(
          "startFromEpoch must not be negative, got " + startFromEpoch);
    }
  }

  /**
   * Ends training some epochs after a value was best, all of which count.
   *
   * @param monitor the value's name
   * @param patience epochs without improvement after which training ends
   * @param minDelta the least change that counts as an improvement
   * @param restoreBest whether training returns the parameters of the best epoch
   */
  public EarlyStopping(String monitor, int patience, double minDelta, boolean restoreBest) {
    this(monitor, patience, minDelta, restoreBest, OptionalDouble.empty(), 0);
  }

  /**
   * Ends training some epochs after a value was best.
   *
   * @param monitor the value's name
   * @param patience epochs without improvement after which training ends
   */
  public EarlyStopping(String monitor, int patience) {
    this(monitor, patience, 0, false);
  }

  /** Ends training after the first epoch in which {@code val_loss} does not fall. */
  public EarlyStopping() {
    this("val_loss", 1);
  }

  /**
   * Returns this listener with another least change.
   *
   * @param minDelta the least change that counts as an improvement
   * @return the listener
   */
  public EarlyStopping withMinDelta(double minDelta) {
    return new EarlyStopping(monitor, patience, minDelta, restoreBest, baseline, startFromEpoch);
  }

  /**
   * Returns this listener so that training returns the parameters of the best epoch.
   *
   * @return the listener
   */
  public EarlyStopping withRestoreBest() {
    return new EarlyStopping(monitor, patience, minDelta, true, baseline, startFromEpoch);
  }

  /**
   * Returns this listener with a baseline.
   *
   * @param baseline what the value must be better than
   * @return the listener
   */
  public EarlyStopping withBaseline(double baseline) {
    OptionalDouble given = OptionalDouble.of(baseline);
    return new EarlyStopping(monitor, patience, minDelta, restoreBest, given, startFromEpoch);
  }

  /**
   * Returns this listener with another start.
   *
   * @param startFromEpoch how many epochs are passed over
   * @return the listener
   */
  public EarlyStopping withStartFromEpoch(int startFromEpoch) {
    return new EarlyStopping(monitor, patience, minDelta, restoreBest, baseline, startFromEpoch);
  }

  @Override
  public void on(Event event) {
    Training training = event.training();
    if (event instanceof Event.Started started) {
      stopIfStale(training, course(started.progress().history()));
    } else if (event instanceof Event.EpochEnded ended) {
      Course course = course(ended.history());
      if (restoreBest && course.improved()) {
        training.save(NAME);
      }
      stopIfStale(training, course);
    } else if (event instanceof Event.Ended ended
        && restoreBest
        && course(ended.history()).anyCounted()) {
      training.restore(NAME);
    }
  }

  /**
   * How the value went.
   *
   * @param anyCounted whether there was an epoch that counts
   * @param improved whether the last epoch improved on all before
   * @param waited epochs since the last improvement that was better than the baseline
   * @param reached whether the best is better than the baseline
   */
  private record Course(boolean anyCounted, boolean improved, int waited, boolean reached) {}

  private Course course(History history) {
    Monitor least = new Monitor(monitor, Monitor.of(monitor).higherIsBetter(), minDelta);
    double[] values = history.values(monitor);
    Course course = new Course(false, false, 0, false);
    double best = Double.NaN;
    for (int i = startFromEpoch; i < values.length; i++) {
      boolean improved = !course.anyCounted || least.improves(values[i], best);
      best = improved ? values[i] : best;
      boolean reached = baseline.isEmpty() || least.improves(best, baseline.getAsDouble());
      int waited = improved && reached ? 0 : course.waited + 1;
      course = new Course(true, improved, waited, reached);
    }
    return course;
  }

  /** A run that is resumed after it had stopped must stop again, so the start is looked at too. */
  private void stopIfStale(Training training, Course course) {
    if (course.waited >= patience && !course.improved) {
      String missed =
          course.reached ? " has not improved" : " has not beaten " + baseline.getAsDouble();
      training.stop(
          monitor + missed + " for " + course.waited + (course.waited == 1 ? " epoch" : " epochs"));
    }
  }
}
