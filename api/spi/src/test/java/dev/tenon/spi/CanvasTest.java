package dev.tenon.spi;

import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.cases.Pictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasTest {
  private static final Image ROW = of(1, 4, 1, 10, 20, 30, 40);

  private static void assertShows(Image image, double[] expected) {
    assertThat(image.samples()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      // Half a level for rounding, half a level for weights of 1/1024 pixel in two directions.
      assertThat((double) (image.samples()[i] & 0xff)).isCloseTo(expected[i], within(1.0));
    }
  }

  private static Affine anyMap(SplittableRandom random, int height, int width) {
    return Affine.about(
        height,
        width,
        random.nextDouble(-2, 2),
        random.nextDouble(-2, 2),
        random.nextDouble(-2, 2),
        random.nextDouble(-2, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void any_map_gives_what_floating_point_interpolation_gives(int channels) {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 40; trial++) {
      int height = random.nextInt(1, 40);
      int width = random.nextInt(1, 60);
      Image image = Pictures.random(height, width, channels, trial);
      Affine map = anyMap(random, random.nextInt(1, 40), random.nextInt(1, 60));
      Canvas canvas = new Canvas(image);
      canvas.warp(map);
      assertThat(canvas.image().size())
          .isEqualTo(map.height() + "x" + map.width() + "x" + channels);
      assertShows(canvas.image(), Warped.samples(image, map));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void images_larger_than_any_inner_buffer_are_warped_whole(int channels) {
    SplittableRandom random = new SplittableRandom(9);
    for (int width : new int[] {1, 37, 511, 512, 513, 1500}) {
      Image image = Pictures.random(1200 / width + 3, width, channels, width);
      Affine map = Affine.about(image.height(), width, 0.9, 0.01, random.nextDouble(0.2), 0.97);
      Canvas canvas = new Canvas(image);
      canvas.warp(map);
      assertShows(canvas.image(), Warped.samples(image, map));
    }
  }

  @Test
  void maps_in_a_row_are_composed_and_interpolated_once() {
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 60; trial++) {
      Image image =
          Pictures.random(random.nextInt(2, 30), random.nextInt(2, 30), 1 + trial % 4, trial);
      Canvas canvas = new Canvas(image);
      List<Affine> maps = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Affine map = anyMap(random, random.nextInt(2, 30), random.nextInt(2, 30));
        maps.add(map);
        canvas.warp(map);
        assertThat(canvas.height()).isEqualTo(map.height());
        assertThat(canvas.width()).isEqualTo(map.width());
      }
      assertShows(canvas.image(), Warped.samples(image, composed(maps)));
    }
  }

  /** Composes by following three points through all maps: they determine an affine map. */
  private static Affine composed(List<Affine> maps) {
    double[] origin = followed(maps, 0, 0);
    double[] down = followed(maps, 1, 0);
    double[] right = followed(maps, 0, 1);
    Affine last = maps.get(maps.size() - 1);
    return new Affine(
        last.height(),
        last.width(),
        down[0] - origin[0],
        right[0] - origin[0],
        origin[0],
        down[1] - origin[1],
        right[1] - origin[1],
        origin[1]);
  }

  private static double[] followed(List<Affine> maps, double y, double x) {
    double[] place = {y, x};
    for (int i = maps.size() - 1; i >= 0; i--) {
      Affine map = maps.get(i);
      place =
          new double[] {
            map.yy() * place[0] + map.yx() * place[1] + map.y0(),
            map.xy() * place[0] + map.xx() * place[1] + map.x0()
          };
    }
    return place;
  }

  @Test
  void what_one_map_moves_out_the_next_one_moves_in_again() {
    Canvas canvas = new Canvas(ROW);
    canvas.warp(Affine.shift(1, 4, 0, 2.5));
    canvas.warp(Affine.shift(1, 4, 0, -2.5));
    assertThat(canvas.image()).isEqualTo(ROW);
  }

  @Test
  void a_map_that_changes_nothing_leaves_the_very_image() {
    Canvas canvas = new Canvas(ROW);
    assertThat(canvas.image()).isSameAs(ROW);
    canvas.warp(Affine.shift(1, 4, 0, 0));
    canvas.warp(Affine.about(1, 4, 1, 0, 0, -1));
    canvas.warp(Affine.about(1, 4, 1, 0, 0, -1));
    assertThat(canvas.image()).isSameAs(ROW);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whole_pixels_are_copied_as_they_are(int channels) {
    SplittableRandom random = new SplittableRandom(channels);
    for (int trial = 0; trial < 200; trial++) {
      Image image = Pictures.random(random.nextInt(1, 9), random.nextInt(1, 9), channels, trial);
      Affine map = Warped.wholePixels(random);
      Canvas canvas = new Canvas(image);
      canvas.warp(map);
      double[] expected = Warped.samples(image, map);
      byte[] exact = new byte[expected.length];
      for (int i = 0; i < exact.length; i++) {
        exact[i] = (byte) expected[i];
      }
      assertThat(canvas.image().samples()).as("%s of %s", map, image.size()).isEqualTo(exact);
    }
  }

  @Test
  void places_far_outside_show_the_nearest_pixel() {
    for (double far : new double[] {1e6, 1e12, -1e6, -1e300}) {
      Canvas canvas = new Canvas(ROW);
      canvas.warp(new Affine(1, 3, 1, 0, far, 0, 0.5, far));
      int nearest = far > 0 ? 40 : 10;
      assertThat(canvas.image()).isEqualTo(of(1, 3, 1, nearest, nearest, nearest));
    }
    Canvas canvas = new Canvas(ROW);
    canvas.warp(new Affine(1, 3, 1, 0, 0, 0, 1e200, 0));
    assertThat(canvas.image()).isEqualTo(of(1, 3, 1, 10, 40, 40));
  }

  @Test
  void numbers_that_are_none_and_empty_sizes_are_refused() {
    assertThatThrownBy(() -> Affine.shift(2, 2, Double.NaN, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Affine.shift(2, 2, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("-Infinity");
    assertThatThrownBy(() -> Affine.window(0, 2, 0, 0)).hasMessageContaining("0x2");
  }

  private static byte[] table(int add) {
    byte[] table = new byte[Canvas.VALUES];
    for (int value = 0; value < table.length; value++) {
      table[value] = (byte) Math.min(255, value + add);
    }
    return table;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void tables_in_a_row_give_what_one_after_the_other_gives(int channels) {
    Image image = Pictures.random(5, 7, channels, 1);
    byte[][] each = new byte[channels][];
    for (int c = 0; c < channels; c++) {
      each[c] = table(100 + 20 * c);
    }
    Canvas canvas = new Canvas(image);
    canvas.recolor(table(90));
    canvas.recolor(each);
    byte[] expected = new byte[image.samples().length];
    for (int i = 0; i < expected.length; i++) {
      int once = Math.min(255, (image.samples()[i] & 0xff) + 90);
      expected[i] = (byte) Math.min(255, once + 100 + 20 * (i % channels));
    }
    assertThat(canvas.image().samples()).isEqualTo(expected);
  }

  @Test
  void a_histogram_counts_the_values_that_the_image_has_by_now() {
    Canvas canvas = new Canvas(of(1, 3, 2, 1, 50, 2, 50, 2, 51));
    assertThat(canvas.histogram()[0]).containsSequence(0, 1, 2, 0);
    canvas.recolor(table(7));
    canvas.warp(Affine.window(1, 2, 0, 1));
    canvas.recolor(table(1));
    int[][] counts = canvas.histogram();
    assertThat(counts[0][10]).isEqualTo(2);
    assertThat(counts[1][58]).isEqualTo(1);
    assertThat(counts[1][59]).isEqualTo(1);
    assertThat(counts[0]).hasSize(256);
    assertThat(Arrays.stream(counts[0]).sum()).isEqualTo(2);
  }

  @Test
  void histograms_of_colours_are_those_of_their_channels() {
    Image image = Pictures.random(9, 11, 3, 4);
    int[][] counts = new Canvas(image).histogram();
    for (int c = 0; c < 3; c++) {
      byte[] channel = new byte[99];
      for (int i = 0; i < channel.length; i++) {
        channel[i] = image.samples()[3 * i + c];
      }
      assertThat(counts[c]).isEqualTo(new Canvas(new Image(9, 11, 1, channel)).histogram()[0]);
    }
  }

  @Test
  void changes_of_different_kinds_happen_in_their_order() {
    Canvas canvas = new Canvas(ROW);
    canvas.recolor(table(5));
    canvas.warp(Affine.shift(1, 4, 0, 0.5));
    canvas.recolor(table(1));
    assertThat(canvas.image()).isEqualTo(of(1, 4, 1, 16, 21, 31, 41));
    canvas.warp(Affine.window(1, 2, 0, 2));
    canvas.replace(of(2, 2, 1, 1, 2, 3, 4));
    assertThat(canvas.height()).isEqualTo(2);
    canvas.recolor(table(1));
    assertThat(canvas.image()).isEqualTo(of(2, 2, 1, 2, 3, 4, 5));
  }

  @Test
  void the_original_stays_as_it_is() {
    Image image = Pictures.random(6, 5, 3, 2);
    byte[] before = image.samples().clone();
    Canvas canvas = new Canvas(image);
    canvas.recolor(table(9));
    canvas.warp(Affine.about(6, 5, 0.5, 0.1, 0, 1));
    canvas.image();
    canvas.warp(Affine.window(2, 2, 1, 1));
    canvas.image();
    assertThat(image.samples()).isEqualTo(before);
  }

  @Test
  void tables_and_images_that_do_not_fit_are_refused() {
    Canvas canvas = new Canvas(ROW);
    assertThatThrownBy(() -> canvas.recolor(new byte[255])).hasMessageContaining("256 values");
    assertThatThrownBy(() -> canvas.recolor(table(1), table(2)))
        .hasMessageContaining("1 channels needs 1 table");
    assertThatThrownBy(() -> canvas.replace(of(1, 1, 2, 1, 1)))
        .hasMessageContaining("1 channels cannot be replaced by one of 2");
  }
}
