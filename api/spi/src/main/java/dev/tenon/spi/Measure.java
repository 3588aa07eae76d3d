package dev.tenon.spi;

import java.io.Serializable;

/** One number an example, of which a {@link Mean} is taken. */
@FunctionalInterface
public interface Measure extends Serializable {
  /**
   * Measures one example.
   *
   * @param outcome a prediction and what it should have been
   * @return the number; counts as undefined if it is not finite
   */
  double of(Outcome outcome);
}
