package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.augmentations.Resizing.Interpolation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Images of another size, against what the formulas say of single pixels. */
class ResizingValuesTest {
  private static Image resized(Image image, int height, int width, Interpolation interpolation) {
    return new Resizing(height, width, interpolation).apply(image, always(false));
  }

  /** One sample of the new image. */
  @FunctionalInterface
  private interface Formula {
    double at(Image image, int y, int x, int c, int height, int width);
  }

  private static void assertFollows(Interpolation interpolation, Formula formula) {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 40; trial++) {
      Image image =
          Pictures.random(random.nextInt(1, 20), random.nextInt(1, 20), 1 + trial % 4, trial);
      int height = random.nextInt(1, 30);
      int width = random.nextInt(1, 30);
      Image resized = resized(image, height, width, interpolation);
      assertThat(resized.size()).isEqualTo(height + "x" + width + "x" + image.channels());
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < image.channels(); c++) {
            assertThat((double) resized.at(y, x, c))
                .isCloseTo(formula.at(image, y, x, c, height, width), within(1.0));
          }
        }
      }
    }
  }

  /** The place of a new pixel's centre among the old ones. */
  private static double place(int at, int from, int to) {
    return (at + 0.5) * ((double) from / to) - 0.5;
  }

  @Test
  void nearest_takes_the_pixel_in_which_the_centre_lies() {
    assertThat(resized(of(1, 4, 1, 1, 2, 3, 4), 1, 2, Interpolation.NEAREST))
        .isEqualTo(of(1, 2, 1, 2, 4));
    assertThat(resized(of(1, 2, 1, 1, 2), 2, 5, Interpolation.NEAREST))
        .isEqualTo(of(2, 5, 1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 2));
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 40; trial++) {
      Image image = Pictures.random(random.nextInt(1, 20), random.nextInt(1, 20), 2, trial);
      int height = random.nextInt(1, 30);
      int width = random.nextInt(1, 30);
      Image resized = resized(image, height, width, Interpolation.NEAREST);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int row = (int) Math.floor(place(y, image.height(), height) + 0.5 + 1e-9);
          int column = (int) Math.floor(place(x, image.width(), width) + 0.5 + 1e-9);
          assertThat(resized.at(y, x, 1)).isEqualTo(image.at(row, column, 1));
        }
      }
    }
  }

  @Test
  void bilinear_weighs_by_distance_and_repeats_the_edge() {
    // Places -1/4, 1/4, 3/4 and 5/4.
    assertThat(resized(of(1, 2, 1, 0, 100), 1, 4, Interpolation.BILINEAR))
        .isEqualTo(of(1, 4, 1, 0, 25, 75, 100));
    assertFollows(
        Interpolation.BILINEAR,
        (image, y, x, c, height, width) -> {
          double sum = 0;
          double fromY =
              Math.max(0, Math.min(image.height() - 1, place(y, image.height(), height)));
          double fromX = Math.max(0, Math.min(image.width() - 1, place(x, image.width(), width)));
          for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
              double weight =
                  Math.max(0, 1 - Math.abs(row - fromY))
                      * Math.max(0, 1 - Math.abs(column - fromX));
              sum += weight * image.at(row, column, c);
            }
          }
          return sum;
        });
  }

  /** The sum over all pixels, by a kernel in both directions whose weights are made to be 1. */
  private static double convolved(
      Image image, double fromY, double fromX, int c, DoubleUnaryOperator kernel) {
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        double weight =
            kernel.applyAsDouble(Math.abs(row - fromY))
                * kernel.applyAsDouble(Math.abs(column - fromX));
        sum += weight * image.at(row, column, c);
        weights += weight;
      }
    }
    return Math.max(0, Math.min(255, sum / weights));
  }

  /** Keys's formula (4), with its two pieces as he has them. */
  private static double keys(double s) {
    if (s < 1) {
      return 3 * s * s * s / 2 - 5 * s * s / 2 + 1;
    }
    return s < 2 ? -s * s * s / 2 + 5 * s * s / 2 - 4 * s + 2 : 0;
  }

  @Test
  void bicubic_weighs_by_keys_kernel() {
    assertFollows(
        Interpolation.BICUBIC,
        (image, y, x, c, height, width) ->
            convolved(
                image,
                place(y, image.height(), height),
                place(x, image.width(), width),
                c,
                ResizingValuesTest::keys));
  }

  @Test
  void bicubic_reproduces_a_parabola() {
    int[] samples = new int[16];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i * i;
    }
    Image resized = resized(of(1, 16, 1, samples), 1, 37, Interpolation.BICUBIC);
    for (int x = 4; x < 33; x++) {
      double from = place(x, 16, 37);
      assertThat((double) resized.at(0, x, 0)).isCloseTo(from * from, within(0.5 + 1e-9));
    }
  }

  @Test
  void area_is_the_mean_of_all_that_a_pixel_covers() {
    assertThat(resized(of(2, 2, 1, 10, 20, 30, 40), 1, 1, Interpolation.AREA))
        .isEqualTo(of(1, 1, 1, 25));
    // Two thirds of a new pixel each: (2 * 30 + 60) / 3 and (60 + 2 * 90) / 3.
    assertThat(resized(of(1, 3, 1, 30, 60, 90), 1, 2, Interpolation.AREA))
        .isEqualTo(of(1, 2, 1, 40, 80));
    assertFollows(
        Interpolation.AREA,
        (image, y, x, c, height, width) -> {
          // Each old pixel is cut into height x width equal parts, which fall into new pixels
          // whole.
          double sum = 0;
          for (int i = 0; i < image.height(); i++) {
            for (int j = 0; j < image.width(); j++) {
              sum +=
                  image.at((y * image.height() + i) / height, (x * image.width() + j) / width, c);
            }
          }
          return sum / (image.height() * image.width());
        });
  }

  @Test
  void one_colour_stays_one_colour() {
    for (Interpolation interpolation : Interpolation.values()) {
      Image resized = resized(of(2, 3, 1, 77, 77, 77, 77, 77, 77), 7, 5, interpolation);
      assertThat(resized.samples()).containsOnly(77);
    }
  }
}
