package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The results of the epochs done so far.
 *
 * @param epochs one entry an epoch, in order
 */
@API(status = STABLE)
public record History(List<Epoch> epochs) {
  /** The history before training. */
  public static final History EMPTY = new History(List.of());

  /**
   * The results of one epoch.
   *
   * @param number 1 for the first epoch
   * @param values by name: {@code loss}, {@code accuracy}, {@code val_loss}, {@code
   *     learning_rate}...
   */
  public record Epoch(int number, Map<String, Double> values) {
    /** Keeps its own copy of the values, in order. */
    public Epoch {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns one value.
     *
     * @param name its name
     * @return the value
     * @throws UserError if there is none of that name
     */
    public double value(String name) {
      Double value = values.get(name);
      if (value == null) {
        throw new UserError("no value '" + name + "' to monitor; there are " + values.keySet());
      }
      return value;
    }
  }

  /** Keeps its own copy of the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns this history with one epoch more.
   *
   * @param epoch the epoch's results
   * @return the longer history
   */
  public History with(Epoch epoch) {
    return new History(Stream.concat(epochs.stream(), Stream.of(epoch)).toList());
  }

  /**
   * Returns one value of every epoch.
   *
   * @param name the value's name
   * @return the values in order
   * @throws UserError if an epoch has none of that name
   */
  public double[] values(String name) {
    return epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
  }

  /**
   * Returns the epoch in which a value was best; the earliest of equals.
   *
   * @param monitor what counts as best
   * @return the index of the epoch from 0, empty before the first
   */
  public OptionalInt best(Monitor monitor) {
    double[] values = values(monitor.value());
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (best < 0 || monitor.improves(values[i], values[best])) {
        best = i;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }
}
