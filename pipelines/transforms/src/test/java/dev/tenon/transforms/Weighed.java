package dev.tenon.transforms;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Source;

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
    return new Made(Halves.LABELS, count, this::example);
  }

  Example example(int i) {
    Example plain = (Example) new Halves(count, side).reading(i);
    return new Example(plain.id(), plain.image(), plain.label(), i == 0 ? first : i % 4 / 2.0);
  }
}
