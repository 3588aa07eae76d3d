package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Image;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AffineTest {
  @Test
  void any_map_gives_what_floating_point_interpolation_gives() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 60; trial++) {
      Image image =
          Pictures.random(
              random.nextInt(1, 40), random.nextInt(1, 40), random.nextInt(1, 5), trial);
      Affine map =
          Affine.about(
              image,
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2));
      Image sampled = map.sample(image);
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          double sourceY = map.yy() * y + map.yx() * x + map.y0();
          double sourceX = map.xy() * y + map.xx() * x + map.x0();
          for (int c = 0; c < image.channels(); c++) {
            double expected = interpolate(image, sourceY, sourceX, c);
            assertThat((double) sampled.at(y, x, c)).isCloseTo(expected, within(1.0));
          }
        }
      }
    }
  }

  private static double interpolate(Image image, double y, double x, int c) {
    double inY = Math.max(0, Math.min(image.height() - 1, y));
    double inX = Math.max(0, Math.min(image.width() - 1, x));
    int top = (int) Math.floor(inY);
    int left = (int) Math.floor(inX);
    int bottom = Math.min(image.height() - 1, top + 1);
    int right = Math.min(image.width() - 1, left + 1);
    double above = mix(image.at(top, left, c), image.at(top, right, c), inX - left);
    double below = mix(image.at(bottom, left, c), image.at(bottom, right, c), inX - left);
    return mix(above, below, inY - top);
  }

  private static double mix(double a, double b, double part) {
    return a + (b - a) * part;
  }
}
