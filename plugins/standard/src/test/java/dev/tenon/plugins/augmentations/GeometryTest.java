package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.augmentations.RandomFlip.Mode;
import dev.tenon.spi.Affine;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private static final Image ROW = of(1, 5, 1, 0, 40, 80, 120, 160);

  /** Values that are linear in place, {@code 10 + 10 x + 30 y}: interpolation reproduces them. */
  private static final Image PLANE = of(3, 3, 1, 10, 20, 30, 40, 50, 60, 70, 80, 90);

  private static Image turned(Image image, double degrees) {
    return warped(image, RandomRotation.turn(image.height(), image.width(), degrees));
  }

  private static Image shifted(Image image, double down, double right) {
    return warped(image, Affine.shift(image.height(), image.width(), down, right));
  }

  private static Image zoomed(Image image, double factor) {
    return warped(image, RandomZoom.zoom(image.height(), image.width(), factor));
  }

  private static Image warped(Image image, Affine map) {
    Canvas canvas = new Canvas(image);
    canvas.warp(map);
    return canvas.image();
  }

  @Test
  void a_horizontal_flip_keeps_the_order_of_channels() {
    Image image = of(2, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(new RandomFlip().apply(image, always(true)))
        .isEqualTo(of(2, 2, 3, 4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9));
  }

  @Test
  void a_vertical_flip_exchanges_rows() {
    Image image = of(3, 2, 1, 1, 2, 3, 4, 5, 6);
    assertThat(new RandomFlip(Mode.VERTICAL).apply(image, always(true)))
        .isEqualTo(of(3, 2, 1, 5, 6, 3, 4, 1, 2));
  }

  @Test
  void both_flips_are_half_a_turn() {
    Image image = of(2, 3, 1, 1, 2, 3, 4, 5, 6);
    assertThat(new RandomFlip(Mode.HORIZONTAL_AND_VERTICAL).apply(image, always(true)))
        .isEqualTo(of(2, 3, 1, 6, 5, 4, 3, 2, 1));
  }

  @Test
  void half_of_the_images_stay_as_they_are() {
    assertThat(new RandomFlip().apply(ROW, always(false))).isSameAs(ROW);
    SplittableRandom random = new SplittableRandom(5);
    long flipped =
        random
            .longs(10_000)
            .filter(s -> new RandomFlip().apply(ROW, new SplittableRandom(s)) != ROW)
            .count();
    assertThat(flipped).isCloseTo(5_000, within(200L));
  }

  @Test
  void a_quarter_turn_goes_clockwise() {
    assertThat(turned(of(2, 2, 1, 1, 2, 3, 4), 90)).isEqualTo(of(2, 2, 1, 3, 1, 4, 2));
    assertThat(turned(of(2, 2, 1, 1, 2, 3, 4), -90)).isEqualTo(of(2, 2, 1, 2, 4, 1, 3));
    assertThat(turned(PLANE, 180)).isEqualTo(of(3, 3, 1, 90, 80, 70, 60, 50, 40, 30, 20, 10));
  }

  @Test
  void an_eighth_turn_interpolates() {
    Image turned = turned(PLANE, 45);
    // The pixel above the centre comes from x = y = 1 - sqrt(1/2): 10 + 40 * 0.2929.
    assertThat(turned.at(0, 1, 0)).isEqualTo(22);
    // The one to its left comes from x = 1 - sqrt(1/2), y = 1 + sqrt(1/2): 10 + 2.93 + 51.2.
    assertThat(turned.at(1, 0, 0)).isEqualTo(64);
    assertThat(turned.at(1, 1, 0)).isEqualTo(50);
    // The corner comes from y = 1, x = 1 - sqrt(2) < 0, where the nearest pixel holds 40.
    assertThat(turned.at(0, 0, 0)).isEqualTo(40);
  }

  @Test
  void a_shift_by_whole_pixels_repeats_the_edge() {
    assertThat(shifted(ROW, 0, 2)).isEqualTo(of(1, 5, 1, 0, 0, 0, 40, 80));
    assertThat(shifted(ROW, 0, -1)).isEqualTo(of(1, 5, 1, 40, 80, 120, 160, 160));
    assertThat(shifted(PLANE, 1, 0)).isEqualTo(of(3, 3, 1, 10, 20, 30, 10, 20, 30, 40, 50, 60));
  }

  @Test
  void a_shift_by_half_a_pixel_takes_means() {
    assertThat(shifted(ROW, 0, 0.5)).isEqualTo(of(1, 5, 1, 0, 20, 60, 100, 140));
    assertThat(shifted(PLANE, -0.5, -0.5))
        .isEqualTo(of(3, 3, 1, 30, 40, 45, 60, 70, 75, 75, 85, 90));
  }

  @Test
  void a_shift_reaches_its_fraction_of_the_size() {
    // All zeros draw the lower end of the range: up by one of three rows.
    assertThat(new RandomShift(1 / 3.0, 0).apply(PLANE, always(false)))
        .isEqualTo(of(3, 3, 1, 40, 50, 60, 70, 80, 90, 70, 80, 90));
  }

  @Test
  void zooming_is_about_the_centre() {
    assertThat(zoomed(ROW, 0.5)).isEqualTo(of(1, 5, 1, 40, 60, 80, 100, 120));
    assertThat(zoomed(ROW, 2)).isEqualTo(of(1, 5, 1, 0, 0, 80, 160, 160));
    assertThat(zoomed(PLANE, 0.5)).isEqualTo(of(3, 3, 1, 30, 35, 40, 45, 50, 55, 60, 65, 70));
  }

  @Test
  void a_crop_is_a_window_of_the_image() {
    Image image = of(3, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    assertThat(new RandomCrop(2, 2).apply(image, always(false)))
        .isEqualTo(of(2, 2, 2, 1, 2, 3, 4, 7, 8, 9, 10));
    Set<Image> windows = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      windows.add(new RandomCrop(2, 2).apply(image, new SplittableRandom(seed)));
    }
    assertThat(windows)
        .containsExactlyInAnyOrder(
            of(2, 2, 2, 1, 2, 3, 4, 7, 8, 9, 10),
            of(2, 2, 2, 3, 4, 5, 6, 9, 10, 11, 12),
            of(2, 2, 2, 7, 8, 9, 10, 13, 14, 15, 16),
            of(2, 2, 2, 9, 10, 11, 12, 15, 16, 17, 18));
  }

  @Test
  void a_crop_with_a_margin_repeats_the_edge() {
    Image image = of(1, 2, 1, 7, 9);
    Set<Image> windows = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      windows.add(new RandomCrop(1, 2, 3).apply(image, new SplittableRandom(seed)));
    }
    assertThat(windows)
        .containsExactlyInAnyOrder(of(1, 2, 1, 7, 7), of(1, 2, 1, 7, 9), of(1, 2, 1, 9, 9));
  }

  @Test
  void a_crop_larger_than_the_image_names_both() {
    assertThatThrownBy(() -> new RandomCrop(4, 3).apply(PLANE, always(false)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cut 4x3 out of an image of 3x3 with");
  }
}
