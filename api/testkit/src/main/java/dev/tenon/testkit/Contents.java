package dev.tenon.testkit;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a source holds.
 *
 * @param labels the names of the classes
 * @param readings the records
 */
record Contents(List<String> labels, List<Reading> readings) {
  /** Opens, reads and closes a source. */
  static Contents of(Source source, Path cache) throws IOException {
    try (Examples examples = source.open(new DataCache(cache))) {
      List<String> labels = List.copyOf(examples.labels());
      return new Contents(labels, read(examples, 0, examples.size()));
    }
  }

  static List<Reading> read(Examples examples, long from, long to) throws IOException {
    List<Reading> readings = new ArrayList<>();
    examples.read(from, to, readings::add);
    return readings;
  }

  /** Requires that these are the same records. */
  void requireSame(Law law, String how, List<Reading> others) {
    for (int i = 0; i < Math.min(readings.size(), others.size()); i++) {
      Reading expected = readings.get(i);
      Reading actual = others.get(i);
      law.require(
          expected.equals(actual),
          "%s record %d is %s%s, and not %s",
          how,
          i,
          actual,
          expected.toString().equals(actual.toString()) ? " with other samples" : "",
          expected);
    }
    law.require(
        readings.size() == others.size(),
        "%s there are %d records, not %d",
        how,
        others.size(),
        readings.size());
  }

  @Override
  public String toString() {
    return readings.size() + " records";
  }
}
