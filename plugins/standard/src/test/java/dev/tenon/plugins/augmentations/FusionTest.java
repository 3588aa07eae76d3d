package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Augmentations in a row, as the loader applies them, against formulas in floating point. */
class FusionTest {
  private static final List<Augmentation> TUTORIAL =
      List.of(
          new RandomFlip(), new RandomRotation(10), new RandomShift(0.1, 0.1), new RandomZoom(0.1));

  private static Image applied(Image image, List<Augmentation> augmentations, long seed) {
    Canvas canvas = new Canvas(image);
    for (int i = 0; i < augmentations.size(); i++) {
      augmentations.get(i).apply(canvas, chance(seed, i));
    }
    return canvas.image();
  }

  private static RandomGenerator chance(long seed, int place) {
    return new SplittableRandom(100 * seed + place);
  }

  private static double drawn(RandomGenerator random, double greatest) {
    return (2 * random.nextDouble() - 1) * greatest;
  }

  @Test
  void the_tutorials_four_give_what_one_interpolation_at_the_composed_place_gives() {
    for (int seed = 0; seed < 40; seed++) {
      Image image = Pictures.random(31, 24, 1 + seed % 4, seed);
      Image fused = applied(image, TUTORIAL, seed);
      boolean flipped = chance(seed, 0).nextBoolean();
      double angle = Math.toRadians(drawn(chance(seed, 1), 10));
      RandomGenerator shift = chance(seed, 2);
      double down = drawn(shift, 3.1);
      double right = drawn(shift, 2.4);
      double zoom = 1 + drawn(chance(seed, 3), 0.1);
      for (int y = 0; y < 31; y++) {
        for (int x = 0; x < 24; x++) {
          // From the last operation back to the original; distances from the centre.
          double awayY = (y - 15) * zoom - down;
          double awayX = (x - 11.5) * zoom - right;
          double sourceY = 15 + Math.cos(angle) * awayY - Math.sin(angle) * awayX;
          double turnedX = 11.5 + Math.sin(angle) * awayY + Math.cos(angle) * awayX;
          double sourceX = flipped ? 23 - turnedX : turnedX;
          for (int c = 0; c < image.channels(); c++) {
            assertThat((double) fused.at(y, x, c))
                .isCloseTo(interpolated(image, sourceY, sourceX, c), within(1.0));
          }
        }
      }
    }
  }

  private static double interpolated(Image image, double y, double x, int c) {
    double sum = 0;
    for (int row = (int) Math.floor(y); row <= Math.floor(y) + 1; row++) {
      for (int column = (int) Math.floor(x); column <= Math.floor(x) + 1; column++) {
        double weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
        int nearestRow = Math.max(0, Math.min(image.height() - 1, row));
        int nearestColumn = Math.max(0, Math.min(image.width() - 1, column));
        sum += weight * image.at(nearestRow, nearestColumn, c);
      }
    }
    return sum;
  }

  @Test
  void a_crop_at_the_end_is_a_window_of_what_is_seen_without_it() {
    Image image = Pictures.random(20, 22, 3, 1);
    for (int seed = 0; seed < 20; seed++) {
      Image whole = applied(image, List.of(new RandomRotation(30)), seed);
      Image part = applied(image, List.of(new RandomRotation(30), new RandomCrop(9, 8)), seed);
      RandomGenerator random = chance(seed, 1);
      int top = random.nextInt(12);
      int left = random.nextInt(15);
      assertThat(part.size()).isEqualTo("9x8x3");
      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 8; x++) {
          for (int c = 0; c < 3; c++) {
            assertThat(part.at(y, x, c)).isCloseTo(whole.at(top + y, left + x, c), within(1));
          }
        }
      }
    }
  }

  @Test
  void changes_of_values_give_exactly_what_one_after_the_other_gives() {
    List<Augmentation> values =
        List.of(new RandomBrightness(0.5), new RandomContrast(0.9), new RandomBrightness(0.3));
    for (int seed = 0; seed < 20; seed++) {
      Image image = Pictures.random(7, 9, 1 + seed % 4, seed);
      Image each = image;
      for (int i = 0; i < values.size(); i++) {
        each = values.get(i).apply(each, chance(seed, i));
      }
      assertThat(applied(image, values, seed)).isEqualTo(each);
    }
  }
}
