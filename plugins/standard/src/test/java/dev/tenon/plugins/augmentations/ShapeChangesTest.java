package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.FillMode;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Shears, projections, elastic distortions, padding and parts of images, by hand. */
class ShapeChangesTest {
  /** Values that are linear in place, {@code 3 x + 5 y + 20}: interpolation reproduces them. */
  private static final Image PLANE = plane(21, 25);

  private static Image plane(int height, int width) {
    int[] samples = new int[height * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 3 * (i % width) + 5 * (i / width) + 20;
    }
    return of(height, width, 1, samples);
  }

  private static double atPlane(double y, double x) {
    return 3 * x + 5 * y + 20;
  }

  private static boolean isInside(Image image, double y, double x) {
    return y >= 0 && x >= 0 && y <= image.height() - 1 && x <= image.width() - 1;
  }

  @Test
  void a_shear_moves_rows_in_proportion_to_their_distance_from_the_middle() {
    Image image = of(3, 4, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Canvas canvas = new Canvas(image);
    canvas.warp(RandomShear.shear(3, 4, 1, 0));
    assertThat(canvas.image()).isEqualTo(of(3, 4, 1, 1, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 12));
    canvas.begin(of(3, 3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    canvas.warp(RandomShear.shear(3, 3, 0, 1));
    assertThat(canvas.image()).isEqualTo(of(3, 3, 1, 1, 2, 6, 1, 5, 9, 4, 8, 9));
  }

  @Test
  void a_shear_reaches_its_factors() {
    // All zeros draw the lower end of the range.
    Image sheared = new RandomShear(0.5, 0.25).apply(PLANE, always(false));
    for (int y = 5; y < 16; y++) {
      for (int x = 7; x < 18; x++) {
        double sourceX = x - 0.5 * (y - 10);
        double sourceY = y - 0.25 * (x - 12);
        assertThat((double) sheared.at(y, x, 0)).isCloseTo(atPlane(sourceY, sourceX), within(1.0));
      }
    }
  }

  @Test
  void an_affine_change_is_its_parts_one_after_the_other() {
    RandomAffine affine = new RandomAffine(25, 0.1, 0.2, 0.3, 0.4);
    for (long seed = 0; seed < 20; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      double factor = 1 + 0.3 * (2 * random.nextDouble() - 1);
      double across = 0.4 * (2 * random.nextDouble() - 1);
      double angle = Math.toRadians(25 * (2 * random.nextDouble() - 1));
      double down = 0.1 * (2 * random.nextDouble() - 1) * 21;
      double right = 0.2 * (2 * random.nextDouble() - 1) * 25;
      Image changed = affine.apply(PLANE, new SplittableRandom(seed));
      int checked = 0;
      for (int y = 0; y < 21; y++) {
        for (int x = 0; x < 25; x++) {
          // Back from what is seen last to what was there first, from the centre.
          double y1 = y - 10 - down;
          double x1 = x - 12 - right;
          double y2 = Math.cos(angle) * y1 - Math.sin(angle) * x1;
          double x2 = Math.sin(angle) * y1 + Math.cos(angle) * x1 + across * y2;
          double sourceY = 10 + factor * y2;
          double sourceX = 12 + factor * x2;
          if (isInside(PLANE, sourceY, sourceX)) {
            checked++;
            assertThat((double) changed.at(y, x, 0))
                .isCloseTo(atPlane(sourceY, sourceX), within(1.0));
          }
        }
      }
      assertThat(checked).isGreaterThan(100);
    }
  }

  @Test
  void a_perspective_shows_the_corners_nearer_to_the_centre_and_keeps_lines_straight() {
    RandomPerspective perspective =
        new RandomPerspective(0.5).withFill(FillMode.CONSTANT, 0).withProbability(1);
    // White but for the outermost pixels, which are 100.
    int[] samples = new int[41 * 41];
    for (int i = 0; i < samples.length; i++) {
      int y = i / 41;
      int x = i % 41;
      samples[i] = y == 0 || x == 0 || y == 40 || x == 40 ? 100 : 255;
    }
    Image framed = of(41, 41, 1, samples);
    for (long seed = 0; seed < 10; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      double[] y = new double[4];
      double[] x = new double[4];
      for (int i = 0; i < 4; i++) {
        double down = random.nextDouble() * 10;
        double right = random.nextDouble() * 10;
        y[i] = i < 2 ? down : 40 - down;
        x[i] = i == 0 || i == 3 ? right : 40 - right;
      }
      Image seen = perspective.apply(framed, new SplittableRandom(seed));
      for (int row = 0; row < 41; row++) {
        for (int column = 0; column < 41; column++) {
          double inside = Double.POSITIVE_INFINITY;
          for (int i = 0; i < 4; i++) {
            inside = Math.min(inside, leftOf(y, x, i, row, column));
          }
          if (inside > 3) {
            assertThat(seen.at(row, column, 0)).isEqualTo(255);
          } else if (inside < -3) {
            assertThat(seen.at(row, column, 0)).isZero();
          }
        }
      }
    }
  }

  /** How far a place is within the side of a quadrilateral that begins at a corner. */
  private static double leftOf(double[] y, double[] x, int corner, double row, double column) {
    int next = (corner + 1) % 4;
    double dy = y[next] - y[corner];
    double dx = x[next] - x[corner];
    return (dx * (row - y[corner]) - dy * (column - x[corner])) / Math.hypot(dy, dx);
  }

  @Test
  void half_of_the_images_are_seen_from_another_angle() {
    long changed =
        new SplittableRandom(5)
            .longs(1_000)
            .filter(
                seed -> new RandomPerspective().apply(PLANE, new SplittableRandom(seed)) != PLANE)
            .count();
    assertThat(changed).isCloseTo(500, within(60L));
  }

  @Test
  void the_gaussian_has_a_sum_of_one_and_falls_as_it_should() {
    double[] weights = Gaussian.exact(2);
    double sum = -weights[0];
    for (double weight : weights) {
      sum += 2 * weight;
    }
    assertThat(weights).hasSize(7);
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(weights[2] / weights[0]).isCloseTo(Math.exp(-0.5), within(1e-12));
  }

  @Test
  void smoothing_mixes_what_is_near_and_mirrors_at_the_border() {
    double[] impulse = new double[5 * 7];
    impulse[2 * 7 + 3] = 1;
    double[] smooth = RandomElastic.smoothed(impulse, 5, 7, new double[] {0.5, 0.25});
    assertThat(smooth[2 * 7 + 3]).isEqualTo(0.25);
    assertThat(smooth[1 * 7 + 3]).isEqualTo(0.125);
    assertThat(smooth[3 * 7 + 4]).isEqualTo(0.0625);
    assertThat(RandomElastic.smoothed(new double[] {8, 0}, 1, 2, new double[] {0.5, 0.25}))
        .containsExactly(6, 2);
    // Of 8 0, 0 8 8 0 0 8 are seen from two before to two after; of one row, itself alone.
    assertThat(RandomElastic.smoothed(new double[] {8, 0}, 1, 2, new double[] {0.25, 0.25, 0.125}))
        .containsExactly(4, 4);
  }

  @Test
  void an_elastic_distortion_moves_pixels_by_smoothed_noise() {
    double[] weights = Gaussian.exact(1.5);
    for (long seed = 0; seed < 5; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      double[][] down = noise(random);
      double[][] right = noise(random);
      Image distorted = new RandomElastic(6, 1.5).apply(PLANE, new SplittableRandom(seed));
      for (int y = 5; y < 16; y++) {
        for (int x = 5; x < 20; x++) {
          double expected =
              atPlane(
                  y + 6 * convolved(down, y, x, weights), x + 6 * convolved(right, y, x, weights));
          assertThat((double) distorted.at(y, x, 0)).isCloseTo(expected, within(1.0));
        }
      }
    }
  }

  private static double[][] noise(RandomGenerator random) {
    double[][] noise = new double[21][25];
    for (double[] row : noise) {
      for (int x = 0; x < row.length; x++) {
        row[x] = 2 * random.nextDouble() - 1;
      }
    }
    return noise;
  }

  private static double convolved(double[][] noise, int y, int x, double[] weights) {
    double sum = 0;
    int reach = weights.length - 1;
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        sum += weights[Math.abs(i)] * weights[Math.abs(j)] * noise[y + i][x + j];
      }
    }
    return sum;
  }

  @Test
  void noise_of_the_default_strength_moves_pixels_by_a_pixel_or_two() {
    RandomGenerator random = new SplittableRandom(1);
    double[] noise = random.doubles(64 * 64, -34, 34).toArray();
    double[] moved = RandomElastic.smoothed(noise, 64, 64, Gaussian.exact(4));
    double squares = 0;
    for (double distance : moved) {
      squares += distance * distance;
    }
    // The deviation of even noise, sqrt(1/3), times that of the Gaussian's weights, 1/(2 sqrt(pi)
    // 4).
    assertThat(Math.sqrt(squares / moved.length)).isCloseTo(1.38, within(0.3));
  }

  @Test
  void padding_is_what_its_mode_says() {
    Image image = of(1, 2, 1, 7, 9);
    assertThat(pad(image, new Pad(1, 2)))
        .isEqualTo(of(3, 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7, 9, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(pad(image, new Pad(0, 2).withFill(FillMode.REFLECT, 0)))
        .isEqualTo(of(1, 6, 1, 9, 7, 7, 9, 9, 7));
    assertThat(pad(image, new Pad(0, 2).withFill(FillMode.NEAREST, 0)))
        .isEqualTo(of(1, 6, 1, 7, 7, 7, 9, 9, 9));
    assertThat(pad(image, new Pad(0, 1).withFill(FillMode.CONSTANT, 255)))
        .isEqualTo(of(1, 4, 1, 255, 7, 9, 255));
  }

  private static Image pad(Image image, Augmentation change) {
    return change.apply(image, always(false));
  }

  @Test
  void a_crop_of_the_middle_begins_at_half_of_what_is_left() {
    Image image = of(1, 6, 1, 1, 2, 3, 4, 5, 6);
    assertThat(pad(image, new CenterCrop(1, 2))).isEqualTo(of(1, 2, 1, 3, 4));
    assertThat(pad(image, new CenterCrop(1, 3))).isEqualTo(of(1, 3, 1, 2, 3, 4));
    assertThat(pad(image, new CenterCrop(1, 6))).isSameAs(image);
  }

  @Test
  void parts_are_as_large_and_as_wide_as_asked_and_lie_everywhere() {
    RandomResizedCrop crop = new RandomResizedCrop(8, 8).withScale(0.2, 0.5).withRatio(0.5, 2);
    RandomGenerator random = new SplittableRandom(3);
    int above = 0;
    for (int i = 0; i < 2_000; i++) {
      int[] part = crop.part(100, 120, random);
      assertThat(part[0]).isBetween(0, 100 - part[2]);
      assertThat(part[1]).isBetween(0, 120 - part[3]);
      // Both sides are rounded.
      assertThat(part[2] * part[3] / 12_000.0).isBetween(0.19, 0.51);
      assertThat((double) part[3] / part[2]).isBetween(0.48, 2.07);
      above += 2 * part[0] + part[2] < 100 ? 1 : 0;
    }
    assertThat(above).isBetween(850, 1_150);
  }

  @Test
  void where_no_part_fits_it_is_the_largest_in_the_middle() {
    RandomResizedCrop wide = new RandomResizedCrop(8, 8).withScale(1, 1).withRatio(4, 4);
    assertThat(wide.part(100, 100, new SplittableRandom(1))).containsExactly(37, 0, 25, 100);
    RandomResizedCrop tall = new RandomResizedCrop(8, 8).withScale(1, 1).withRatio(0.5, 0.5);
    assertThat(tall.part(100, 100, new SplittableRandom(1))).containsExactly(0, 25, 100, 50);
  }

  @Test
  void a_part_is_resized_by_one_map_with_the_turn_before_it() {
    RandomResizedCrop crop = new RandomResizedCrop(10, 12).withScale(0.3, 0.6);
    Image image = Pictures.random(40, 50, 3, 1);
    for (long seed = 0; seed < 10; seed++) {
      Canvas canvas = new Canvas(image);
      canvas.warp(RandomRotation.turn(40, 50, 20));
      crop.apply(canvas, new SplittableRandom(seed));
      int[] part = crop.part(40, 50, new SplittableRandom(seed));
      Canvas once = new Canvas(image);
      once.warp(
          RandomRotation.turn(40, 50, 20)
              .then(
                  new Affine(
                      10,
                      12,
                      part[2] / 10.0,
                      0,
                      part[0] + part[2] / 20.0 - 0.5,
                      0,
                      part[3] / 12.0,
                      part[1] + part[3] / 24.0 - 0.5)));
      for (int i = 0; i < once.image().samples().length; i++) {
        assertThat((double) (canvas.image().samples()[i] & 0xff))
            .isCloseTo(once.image().samples()[i] & 0xff, within(1.0));
      }
    }
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> new RandomPerspective(0.7)).hasMessageContaining("distortion");
    assertThatThrownBy(() -> new RandomElastic(1, 0)).hasMessageContaining("got 1.0 and 0.0");
    assertThatThrownBy(() -> new Pad(-1, 0)).hasMessageContaining("got -1 and 0");
    assertThatThrownBy(() -> new Resizing(0, 3)).hasMessageContaining("got 0x3");
    assertThatThrownBy(() -> new CenterCrop(2, -3)).hasMessageContaining("got 2x-3");
    assertThatThrownBy(() -> new RandomShear(2, 0)).hasMessageContaining("x must be from 0 to 1");
    assertThatThrownBy(() -> new RandomResizedCrop(2, 2).withScale(0.5, 0.4))
        .hasMessageContaining("got 0.5 and 0.4");
    assertThatThrownBy(() -> new RandomResizedCrop(2, 2).withRatio(0, 1))
        .hasMessageContaining("got 0.0 and 1.0");
    assertThatThrownBy(() -> new RandomRotation(3).withFill(FillMode.CONSTANT, 256))
        .hasMessage("fillValue must be from 0 to 255, got 256");
  }
}
