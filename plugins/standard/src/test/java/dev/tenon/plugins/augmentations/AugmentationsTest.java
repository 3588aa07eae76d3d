package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.plugins.augmentations.RandomFlip.Mode;
import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all of them. */
class AugmentationsTest {
  private static final List<Image> IMAGES =
      List.of(
          Pictures.random(9, 13, 1, 1),
          Pictures.random(12, 7, 3, 2),
          Pictures.random(6, 6, 4, 3),
          Pictures.random(5, 8, 2, 4),
          Pictures.random(1, 1, 3, 5),
          Pictures.random(1, 9, 1, 6));

  static Stream<Augmentation> keepingSize() {
    return Stream.of(
        new RandomFlip(),
        new RandomFlip(Mode.VERTICAL),
        new RandomFlip(Mode.HORIZONTAL_AND_VERTICAL),
        new RandomRotation(180),
        new RandomShift(1, 1),
        new RandomZoom(0.9),
        new RandomShear(1, 1),
        new RandomAffine(180, 1, 1, 0.9, 1),
        new RandomPerspective(0.6).withProbability(1),
        new RandomElastic(),
        new RandomBrightness(1),
        new RandomContrast(1));
  }

  @ParameterizedTest
  @MethodSource("keepingSize")
  void one_colour_stays_one_colour_wherever_pixels_come_from(Augmentation change) {
    Image plain = Pictures.of(2, 3, 2, 70, 200, 70, 200, 70, 200, 70, 200, 70, 200, 70, 200);
    Image changed = change.apply(plain, new SplittableRandom(8));
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(changed.at(y, x, 0)).isEqualTo(changed.at(0, 0, 0));
        assertThat(changed.at(y, x, 1)).isEqualTo(changed.at(0, 0, 1));
      }
    }
  }

  @Test
  void a_crop_of_the_whole_image_is_the_image() {
    assertThat(new RandomCrop(9, 13).apply(IMAGES.get(0), new SplittableRandom(1)))
        .isSameAs(IMAGES.get(0));
  }

  @Test
  void maps_that_change_nothing_give_the_same_bytes() {
    for (Image image : IMAGES) {
      int height = image.height();
      int width = image.width();
      for (Affine map :
          List.of(
              RandomRotation.turn(height, width, 0),
              RandomRotation.turn(height, width, 360),
              Affine.shift(height, width, 0, 0),
              RandomZoom.zoom(height, width, 1))) {
        Canvas canvas = new Canvas(image);
        canvas.warp(map);
        assertThat(canvas.image()).isSameAs(image);
      }
      Canvas canvas = new Canvas(image);
      canvas.recolor(RandomBrightness.brighter(0));
      canvas.recolor(RandomContrast.stronger(canvas.histogram(), 1));
      assertThat(canvas.image()).isEqualTo(image);
    }
  }

  static Stream<DoubleFunction<Augmentation>> strengths() {
    return Stream.of(
        RandomRotation::new,
        x -> new RandomShift(x, 0),
        x -> new RandomShift(0, x),
        RandomZoom::new,
        RandomBrightness::new,
        RandomContrast::new,
        x -> new RandomCrop((int) x, 1),
        x -> new RandomCrop(1, (int) x),
        x -> new RandomCrop(1, 1, (int) x));
  }

  @ParameterizedTest
  @MethodSource("strengths")
  void negative_strengths_are_refused(DoubleFunction<Augmentation> make) {
    assertThatThrownBy(() -> make.apply(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void strengths_beyond_the_greatest_are_refused() {
    assertThatThrownBy(() -> new RandomZoom(1)).hasMessageContaining("fraction must be from 0 to");
    assertThatThrownBy(() -> new RandomRotation(181)).hasMessageContaining("got 181");
    assertThatThrownBy(() -> new RandomShift(Double.NaN, 0)).hasMessageContaining("got NaN");
  }
}
