package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import java.io.Serializable;

/** A function from progress to a learning rate that can be found again by its name. */
@FunctionalInterface
public interface RateFunction extends Serializable {
  /**
   * Returns the learning rate of a step.
   *
   * @param progress where training stands before the step
   * @return a positive finite number
   */
  double rate(Progress progress);
}
