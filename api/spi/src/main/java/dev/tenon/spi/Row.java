package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * A row of numbers that describe an example.
 *
 * @param values the numbers, one at least, not to be changed; whoever makes them scales them
 */
@API(status = STABLE)
public record Row(float[] values) implements Feature {
  /** Requires a number. */
  public Row {
    if (values.length == 0) {
      throw new IllegalArgumentException("a row needs a number at least");
    }
  }

  @Override
  public String describe() {
    return "row of " + values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Row" + Arrays.toString(values);
  }
}
