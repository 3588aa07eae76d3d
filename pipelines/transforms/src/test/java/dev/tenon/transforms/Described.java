package dev.tenon.transforms;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Row;
import dev.tenon.spi.Source;
import java.util.List;
import java.util.function.Consumer;

/**
 * The records of {@link Halves} with the image once more as {@code twin}, a row {@code meta} of two
 * numbers, and a target {@code bright}: whether one half is.
 *
 * @param count how many records
 * @param side height and width of the images
 * @param bare records that have none of this, from the first
 */
public record Described(int count, int side, int bare) implements Source {
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
    return i < bare
        ? plain
        : plain
            .withFeature("twin", plain.image())
            .withFeature("meta", new Row(new float[] {i % 5 / 5f, plain.label() == 0 ? 1 : 0}))
            .withTarget("bright", plain.label() == 2 ? 0 : 1);
  }
}
