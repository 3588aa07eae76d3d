package dev.tenon.transforms;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Row;
import dev.tenon.spi.Source;

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
    return new Made(Halves.LABELS, count, this::example);
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
