package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import org.apiguardian.api.API;

/** One number an example, of which a {@link Mean} is taken. */
@API(status = STABLE)
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
