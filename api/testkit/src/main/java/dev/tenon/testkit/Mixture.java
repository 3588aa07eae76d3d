package dev.tenon.testkit;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Seeds;
import java.util.random.RandomGenerator;

/**
 * What came of two images.
 *
 * @param image the mixture
 * @param share the share of the first one's label
 */
record Mixture(Image image, double share) {
  static Mixture of(Mixing mixing, Image image, Image other, long seed) {
    Canvas canvas = new Canvas(image);
    double share = mixing.mix(canvas, other, Seeds.random(seed));
    return new Mixture(canvas.image(), share);
  }

  /** Tries something on two images of one size, with chance from a seed. */
  @FunctionalInterface
  interface Attempt {
    void on(Image image, Image other, long seed);
  }

  /** Goes through images of all sizes, with some seeds, of which the law's input tells. */
  static void each(Law law, Attempt attempt) {
    RandomGenerator random = law.random("images");
    for (Image image : Photos.draw(random)) {
      Image other = Photos.noise(image.height(), image.width(), image.channels(), random);
      for (int i = 0; i < 4; i++) {
        long seed = random.nextLong();
        law.on("two images of noise of " + image.size() + ", chance from the seed " + seed);
        attempt.on(image, other, seed);
      }
    }
  }
}
