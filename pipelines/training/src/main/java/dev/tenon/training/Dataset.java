package dev.tenon.training;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Example;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labelled images that can be read in any order, by any number of threads at once. An index counts
 * the records in the order of their ids, so it does not depend on how the data was stored.
 */
public interface Dataset {
  /** Returns the names of the classes; a label is an index into this list. */
  List<String> labels();

  /** Returns the number of records. */
  int size();

  /**
   * Returns a record's stable id.
   *
   * @param index from 0, below {@link #size()}
   * @return the id, unique in this data set
   */
  String id(int index);

  /**
   * Returns a record's label.
   *
   * @param index from 0, below {@link #size()}
   * @return the index of its class
   */
  int label(int index);

  /**
   * Returns how much a record's loss counts, where the experiment asks for sample weights.
   *
   * @param index from 0, below {@link #size()}
   * @return its weight, 1 for one that has none of its own
   */
  default double weight(int index) {
    return 1;
  }

  /**
   * Returns a record's classes in other respects than its label.
   *
   * @param index from 0, below {@link #size()}
   * @return their indices by the targets' names
   */
  default Map<String, Integer> targets(int index) {
    return Map.of();
  }

  /**
   * Reads what a record has besides its image.
   *
   * @param index from 0, below {@link #size()}
   * @return the features by name
   */
  default Map<String, Feature> features(int index) {
    return Map.of();
  }

  /**
   * Reads a record's image.
   *
   * @param index from 0, below {@link #size()}
   * @return the image, as it was stored
   */
  Image image(int index);

  /**
   * Reads a record's image onto a canvas, which begins anew with it. Data sets that read images
   * from elsewhere do it without new memory.
   *
   * @param index from 0, below {@link #size()}
   * @param canvas where the image goes
   */
  default void read(int index, Canvas canvas) {
    canvas.begin(image(index));
  }

  /**
   * Returns the first records only.
   *
   * @param count how many at most; 1 or more
   * @return a view of this data set
   */
  default Dataset limit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a limit must be positive, got " + count);
    }
    return count >= size() ? this : new Selection(this, IntStream.range(0, count).toArray());
  }

  /**
   * Returns some of the records.
   *
   * @param chosen tells by index which
   * @return a view of this data set, in the same order
   */
  default Dataset where(IntPredicate chosen) {
    return new Selection(this, IntStream.range(0, size()).filter(chosen).toArray());
  }

  /**
   * Makes a data set of examples in memory.
   *
   * @param labels the names of the classes
   * @param examples the records, in any order, with distinct ids
   * @return the data set
   */
  static Dataset of(List<String> labels, List<Example> examples) {
    return new MemoryDataset(labels, examples);
  }
}
