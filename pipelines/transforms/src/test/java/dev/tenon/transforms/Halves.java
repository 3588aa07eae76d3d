package dev.tenon.transforms;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Source;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Noisy images whose left half is bright, whose right half is, or neither.
 *
 * @param count how many records
 * @param side height and width of the images
 * @param unreadable records that are unreadable, from the first
 * @param oversized records after these whose image is twice as high
 * @param mislabelled records after these whose label is out of range
 * @param labels the names of the classes
 */
public record Halves(
    int count, int side, int unreadable, int oversized, int mislabelled, List<String> labels)
    implements Source {
  static final List<String> LABELS = List.of("left", "right", "none");

  /**
   * Makes records that can all be used.
   *
   * @param count how many records
   * @param side height and width of the images
   */
  public Halves(int count, int side) {
    this(count, side, 0, 0, 0, LABELS);
  }

  @Override
  public Examples open(DataCache cache) {
    return new Made(labels, count, this::reading);
  }

  Reading reading(int i) {
    // Ids whose order is not the order of the records.
    String id = "r-%04d".formatted((i * 7) % count);
    if (i < unreadable) {
      return new Rejected(id, "made unreadable");
    }
    boolean high = i < unreadable + oversized;
    boolean wrong = !high && i < unreadable + oversized + mislabelled;
    int label = i % LABELS.size();
    RandomGenerator random = Seeds.random(count, i);
    byte[] samples = new byte[side * side * (high ? 2 : 1)];
    for (int p = 0; p < samples.length; p++) {
      boolean left = p % side < side / 2;
      boolean bright = label == 0 && left || label == 1 && !left;
      samples[p] = (byte) ((bright ? 150 : 30) + random.nextInt(60));
    }
    Image image = new Image(high ? 2 * side : side, side, 1, samples);
    return new Example(id, image, wrong ? LABELS.size() : label);
  }
}
