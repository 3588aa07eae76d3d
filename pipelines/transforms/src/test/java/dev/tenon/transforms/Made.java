package dev.tenon.transforms;

import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Records that are made when they are read.
 *
 * @param labels the names of the classes
 * @param size how many records
 * @param reading makes each, by its place
 */
record Made(List<String> labels, long size, IntFunction<Reading> reading) implements Examples {
  @Override
  public void read(long from, long to, Consumer<Reading> sink) {
    for (int i = (int) from; i < to; i++) {
      sink.accept(reading.apply(i));
    }
  }

  @Override
  public void close() {}
}
