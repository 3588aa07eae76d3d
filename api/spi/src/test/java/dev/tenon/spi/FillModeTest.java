package dev.tenon.spi;

import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.cases.Pictures;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is seen outside an image, and projective maps and displacements, which sample as well. */
class FillModeTest {
  private static final Image ROW = of(1, 4, 1, 10, 20, 30, 40);

  private static Image widened(FillMode mode) {
    Canvas canvas = new Canvas(ROW);
    canvas.warp(Affine.window(1, 14, 0, -5), mode, 7);
    return canvas.image();
  }

  @Test
  void outside_is_what_keras_shows() {
    assertThat(widened(FillMode.NEAREST))
        .isEqualTo(of(1, 14, 1, 10, 10, 10, 10, 10, 10, 20, 30, 40, 40, 40, 40, 40, 40));
    assertThat(widened(FillMode.CONSTANT))
        .isEqualTo(of(1, 14, 1, 7, 7, 7, 7, 7, 10, 20, 30, 40, 7, 7, 7, 7, 7));
    assertThat(widened(FillMode.REFLECT))
        .isEqualTo(of(1, 14, 1, 40, 40, 30, 20, 10, 10, 20, 30, 40, 40, 30, 20, 10, 10));
    assertThat(widened(FillMode.WRAP))
        .isEqualTo(of(1, 14, 1, 40, 10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40, 10));
  }

  /** The image with a margin on each side, as the definition of a mode has it. */
  private static Image surrounded(Image image, FillMode mode, int margin) {
    int height = image.height() + 2 * margin;
    int width = image.width() + 2 * margin;
    int[] samples = new int[height * width * image.channels()];
    int next = 0;
    for (int y = -margin; y < height - margin; y++) {
      for (int x = -margin; x < width - margin; x++) {
        for (int c = 0; c < image.channels(); c++) {
          samples[next++] = seen(image, mode, y, x, c);
        }
      }
    }
    return of(height, width, image.channels(), samples);
  }

  private static int seen(Image image, FillMode mode, int y, int x, int c) {
    boolean inside = y >= 0 && x >= 0 && y < image.height() && x < image.width();
    return switch (mode) {
      case CONSTANT -> inside ? image.at(y, x, c) : 99;
      case NEAREST ->
          image.at(
              Math.min(image.height() - 1, Math.max(0, y)),
              Math.min(image.width() - 1, Math.max(0, x)),
              c);
      case REFLECT -> image.at(mirrored(y, image.height()), mirrored(x, image.width()), c);
      case WRAP -> image.at(wrapped(y, image.height()), wrapped(x, image.width()), c);
    };
  }

  /** Walks to a place, turning around at each border. */
  private static int mirrored(int place, int size) {
    int at = 0;
    int step = place < 0 ? -1 : 1;
    for (int i = 0; i < Math.abs(place); i++) {
      if (at + step < 0 || at + step >= size) {
        step = -step;
      } else {
        at += step;
      }
    }
    return at;
  }

  private static int wrapped(int place, int size) {
    int at = place;
    while (at < 0) {
      at += size;
    }
    return at % size;
  }

  @ParameterizedTest
  @EnumSource
  void what_is_outside_is_interpolated_as_if_the_image_went_on(FillMode mode) {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 30; trial++) {
      Image image =
          Pictures.random(random.nextInt(1, 9), random.nextInt(1, 9), 1 + trial % 5, trial);
      Affine map =
          Affine.about(
              image.height(),
              image.width(),
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2),
              random.nextDouble(-2, 2));
      Canvas canvas = new Canvas(image);
      canvas.warp(map, mode, 99);
      Affine within = Affine.window(image.height() + 80, image.width() + 80, -40, -40);
      Affine shifted =
          new Affine(
              map.height(),
              map.width(),
              map.yy(),
              map.yx(),
              map.y0() - within.y0(),
              map.xy(),
              map.xx(),
              map.x0() - within.x0());
      assertShows(canvas.image(), Warped.samples(surrounded(image, mode, 40), shifted));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whole_pixels_are_copied_from_the_image_as_it_goes_on(FillMode mode) {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 200; trial++) {
      Image image =
          Pictures.random(random.nextInt(1, 9), random.nextInt(1, 9), 1 + trial % 5, trial);
      Affine map = Warped.wholePixels(random);
      int[] expected = new int[map.height() * map.width() * image.channels()];
      int next = 0;
      for (int y = 0; y < map.height(); y++) {
        for (int x = 0; x < map.width(); x++) {
          int row = (int) (map.yy() * y + map.y0());
          int column = (int) (map.xy() * y + map.xx() * x + map.x0());
          for (int c = 0; c < image.channels(); c++) {
            expected[next++] = seen(image, mode, row, column, c);
          }
        }
      }
      Canvas canvas = new Canvas(image);
      canvas.warp(map, mode, 99);
      assertThat(canvas.image())
          .as("%s of %s", map, image.size())
          .isEqualTo(of(map.height(), map.width(), image.channels(), expected));
    }
  }

  private static void assertShows(Image image, double[] expected) {
    assertThat(image.samples()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) (image.samples()[i] & 0xff)).isCloseTo(expected[i], within(1.0));
    }
  }

  @Test
  void maps_that_stay_inside_are_composed_with_any_mode_and_others_with_their_own() {
    Image image = Pictures.random(9, 9, 3, 1);
    Affine back = Affine.shift(9, 9, 0, -4);
    Canvas canvas = new Canvas(image);
    canvas.warp(Affine.about(9, 9, 1, 0, 0, -1));
    canvas.warp(Affine.shift(9, 9, 0, 4), FillMode.WRAP, 0);
    canvas.warp(Affine.about(9, 9, -1, 0, 0, 1));
    canvas.warp(back, FillMode.WRAP, 0);
    Image once = canvas.image();
    canvas.begin(image);
    canvas.warp(Affine.about(9, 9, -1, 0, 0, -1));
    assertThat(once).isEqualTo(canvas.image());

    Canvas row = new Canvas(ROW);
    row.warp(Affine.shift(1, 4, 0, 2), FillMode.CONSTANT, 5);
    row.warp(Affine.shift(1, 4, 0, -2), FillMode.CONSTANT, 6);
    assertThat(row.image()).isEqualTo(of(1, 4, 1, 10, 20, 6, 6));
    row.begin(ROW);
    row.warp(Affine.shift(1, 4, 0, 1), FillMode.REFLECT, 0);
    row.warp(Affine.shift(1, 4, 0, 2), FillMode.CONSTANT, 3);
    assertThat(row.image()).isEqualTo(of(1, 4, 1, 3, 3, 10, 10));
  }

  @Test
  void a_value_that_no_sample_has_is_refused() {
    assertThatThrownBy(() -> new Canvas(ROW).warp(Affine.shift(1, 4, 0, 1), FillMode.CONSTANT, 256))
        .hasMessage("samples are from 0 to 255, got 256");
  }

  @Test
  void a_projection_leads_from_the_places_of_its_corners_to_the_corners() {
    double[] y = {1, 0.5, 6, 5};
    double[] x = {2, 7, 8, 0.25};
    Projection map = Projection.ofCorners(8, 10, y, x);
    double[][] corners = {{0, 0}, {0, 9}, {7, 9}, {7, 0}};
    for (int i = 0; i < 4; i++) {
      assertThat(map.sourceY(y[i], x[i])).isCloseTo(corners[i][0], within(1e-9));
      assertThat(map.sourceX(y[i], x[i])).isCloseTo(corners[i][1], within(1e-9));
    }
    // The diagonals of a rectangle cross in its centre, and lines stay lines.
    double[] centre = crossing(y[0], x[0], y[2], x[2], y[1], x[1], y[3], x[3]);
    assertThat(map.sourceY(centre[0], centre[1])).isCloseTo(3.5, within(1e-9));
    assertThat(map.sourceX(centre[0], centre[1])).isCloseTo(4.5, within(1e-9));
  }

  private static double[] crossing(
      double y1, double x1, double y2, double x2, double y3, double x3, double y4, double x4) {
    double det = (x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4);
    double part = ((x1 - x3) * (y3 - y4) - (y1 - y3) * (x3 - x4)) / det;
    return new double[] {y1 + part * (y2 - y1), x1 + part * (x2 - x1)};
  }

  @Test
  void a_projection_is_sampled_at_the_places_it_leads_to_with_neighbours_composed() {
    // Values that are linear in place, so that interpolation reproduces them: 3 y + 5 x + 10.
    int[] plane = new int[20 * 24];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = 3 * (i / 24) + 5 * (i % 24) + 10;
    }
    Canvas canvas = new Canvas(of(20, 24, 1, plane));
    Projection first =
        Projection.ofCorners(20, 24, new double[] {2, 1, 19, 16}, new double[] {1, 22, 23, 3});
    Affine turn = Affine.about(20, 24, 0.9, -0.2, 0.2, 0.9);
    canvas.warp(first, FillMode.CONSTANT, 0);
    canvas.warp(turn, FillMode.CONSTANT, 0);
    canvas.warp(first, FillMode.CONSTANT, 0);
    Image image = canvas.image();
    int checked = 0;
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 24; x++) {
        double y1 = first.sourceY(y, x);
        double x1 = first.sourceX(y, x);
        double y2 = turn.yy() * y1 + turn.yx() * x1 + turn.y0();
        double x2 = turn.xy() * y1 + turn.xx() * x1 + turn.x0();
        double y3 = first.sourceY(y2, x2);
        double x3 = first.sourceX(y2, x2);
        if (y3 >= 0 && x3 >= 0 && y3 <= 19 && x3 <= 23) {
          checked++;
          assertThat((double) image.at(y, x, 0)).isCloseTo(3 * y3 + 5 * x3 + 10, within(1.0));
        } else if (y3 < -1 || x3 < -1 || y3 > 20 || x3 > 24) {
          assertThat(image.at(y, x, 0)).isZero();
        }
      }
    }
    assertThat(checked).isGreaterThan(150);
  }

  @Test
  void each_pixel_may_come_from_a_place_of_its_own() {
    Canvas canvas = new Canvas(ROW);
    canvas.warp(Affine.about(1, 4, 1, 0, 0, -1));
    double[] still = new double[4];
    canvas.displace(still, new double[] {0.5, -1, 1, 2}, FillMode.CONSTANT, 200);
    // Of 40 30 20 10 at 0.5, 0, 3 and 5.
    assertThat(canvas.image()).isEqualTo(of(1, 4, 1, 35, 40, 10, 200));
    assertThatThrownBy(() -> canvas.displace(still, new double[3], FillMode.WRAP, 0))
        .hasMessageContaining("1x4 needs 4 displacements, got 4 and 3");
  }
}
