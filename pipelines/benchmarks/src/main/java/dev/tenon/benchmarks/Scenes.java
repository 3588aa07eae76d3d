package dev.tenon.benchmarks;

import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.training.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Raw images of the tutorial's size, in memory.
 *
 * @param images the samples of each, pixel by pixel
 */
record Scenes(List<byte[]> images) {
  static final int SIDE = 150;
  static final int CHANNELS = 3;
  static final int BATCH = 32;
  private static final int COUNT = 1024;

  /** Makes images of noise. */
  static Scenes ofNoise() {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] samples = new byte[SIDE * SIDE * CHANNELS];
      random.nextBytes(samples);
      images.add(samples);
    }
    return new Scenes(images);
  }

  /** Returns the same images as records of Tenon's. */
  Dataset dataset() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Image image = new Image(SIDE, SIDE, CHANNELS, images.get(i));
      examples.add(new Example("%06d".formatted(i), image, 0));
    }
    return Dataset.of(List.of("scene"), examples);
  }
}
