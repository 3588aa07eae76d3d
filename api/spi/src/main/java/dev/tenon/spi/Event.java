package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import java.util.Map;
import org.apiguardian.api.API;

/** What happens while training. */
@API(status = STABLE)
public sealed interface Event {
  /** Returns the handle to the running training. */
  Training training();

  /**
   * Training begins, or goes on after a stop.
   *
   * @param training the running training
   * @param progress where it stands
   */
  record Started(Training training, Progress progress) implements Event {}

  /**
   * A step is done.
   *
   * @param training the running training
   * @param epoch the epoch, from 1
   * @param step the step within the epoch, from 1
   * @param steps steps in the epoch
   * @param values means over the epoch so far: {@code loss} and each metric
   * @param elapsed time since the epoch began
   */
  record StepEnded(
      Training training,
      int epoch,
      long step,
      long steps,
      Map<String, Double> values,
      Duration elapsed)
      implements Event {}

  /**
   * An epoch is done and validated.
   *
   * @param training the running training
   * @param history the results so far, this epoch's last
   * @param epochs epochs planned
   * @param elapsed time since the epoch began
   */
  record EpochEnded(Training training, History history, int epochs, Duration elapsed)
      implements Event {}

  /**
   * Training is over.
   *
   * @param training the running training
   * @param history the results of all epochs
   */
  record Ended(Training training, History history) implements Event {}
}
