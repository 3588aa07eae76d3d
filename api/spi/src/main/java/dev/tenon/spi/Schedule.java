package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * How the learning rate changes: a pure function of progress, so that a resumed run continues
 * exactly.
 */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Schedule extends Extension {
  /**
   * Returns the learning rate of a step.
   *
   * @param progress where training stands before the step
   * @return a positive finite number
   */
  double rate(Progress progress);
}
