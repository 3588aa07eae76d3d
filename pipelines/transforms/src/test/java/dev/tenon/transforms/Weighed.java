package dev.tenon.transforms;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Source;
import java.util.List;
import java.util.function.Consumer;

/**
 * The records of {@link Halves} with weights: 0, 0.5, 1 and 1.5 in turn.
 *
 * @param count how many records
 * @param side height and width of the images
 * @param first the weight of the first record
 */
public record Weighed(int count, int side, double first) implements Source {
  @Override
  public Examples open(DataCache cache) {
    return new Examples() {
      @Override
      public List<String> labels() {
        return Halves.LABELS;
      }

      @Override
      public long size() {
        return count;
      }

      @Override
      public void read(long from, long to, Consumer<Reading> sink) {
        for (int i = (int) from; i < to; i++) {
          sink.accept(example(i));
        }
      }

      @Override
      public void close() {}
    };
  }

  Example example(int i) {
    Example plain = (Example) new Halves(count, side).reading(i);
    return new Example(plain.id(), plain.image(), plain.label(), i == 0 ? first : i % 4 / 2.0);
  }
}
