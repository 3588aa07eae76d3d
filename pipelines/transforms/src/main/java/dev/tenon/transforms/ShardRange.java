package dev.tenon.transforms;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * The records of a source that go into one file.
 *
 * @param split the split that the source is for
 * @param labels the names of the classes
 * @param number the file's number, from 0
 * @param of how many files the split has
 * @param from the first record
 * @param to one past the last record
 */
record ShardRange(DataSplit split, List<String> labels, int number, int of, long from, long to)
    implements Serializable {
  ShardRange {
    labels = List.copyOf(labels);
  }

  /** Returns the file's name. */
  String file() {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.tfrecord", split.label(), number, of);
  }
}
