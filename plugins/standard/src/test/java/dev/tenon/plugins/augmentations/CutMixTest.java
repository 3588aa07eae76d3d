package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.MixingContract;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutMixTest implements MixingContract {
  @Override
  public CutMix extension() {
    return new CutMix();
  }

  @Override
  public Optional<Mixing> ofNoStrength() {
    return Optional.of(new CutMix(1, 0));
  }

  private static Image filled(int value) {
    byte[] samples = new byte[30 * 20 * 3];
    Arrays.fill(samples, (byte) value);
    return new Image(30, 20, 3, samples);
  }

  @Test
  void a_rectangle_of_the_other_image_is_put_in_place_and_its_area_is_told() {
    int cornersHit = 0;
    for (long seed = 0; seed < 200; seed++) {
      Canvas canvas = new Canvas(filled(0));
      double share = new CutMix().mix(canvas, filled(9), new SplittableRandom(seed));
      Image mixed = canvas.image();
      int top = 30;
      int bottom = -1;
      int left = 20;
      int right = -1;
      int count = 0;
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 20; x++) {
          assertThat(mixed.at(y, x, 1)).isEqualTo(mixed.at(y, x, 0)).isIn(0, 9);
          if (mixed.at(y, x, 0) == 9) {
            count++;
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            left = Math.min(left, x);
            right = Math.max(right, x);
          }
        }
      }
      assertThat(share).isCloseTo(1 - count / 600.0, within(1e-12));
      if (count > 0) {
        assertThat(count).isEqualTo((bottom - top + 1) * (right - left + 1));
        cornersHit += top == 0 && left == 0 ? 1 : 0;
      }
    }
    assertThat(cornersHit).isBetween(5, 100);
  }

  @Test
  void what_is_put_in_place_comes_from_the_same_place() {
    Image image = Pictures.random(9, 8, 2, 1);
    Image other = Pictures.random(9, 8, 2, 2);
    Canvas canvas = new Canvas(image);
    new CutMix().mix(canvas, other, new SplittableRandom(5));
    for (int i = 0; i < image.samples().length; i++) {
      assertThat(canvas.image().samples()[i]).isIn(image.samples()[i], other.samples()[i]);
    }
    assertThat(canvas.image()).isNotEqualTo(image).isNotEqualTo(other);
  }

  @Test
  void areas_of_an_alpha_of_one_are_all_equally_likely_before_they_are_cut_off() {
    // Of a rectangle of sides s and a centre anywhere, s (1 - s / 4) of each side is inside, and so
    // of the area the square of that; s^2 is even from 0 to 1. The mean of s^2 (1 - s / 4)^2 is
    // 1/2 - 1/5 + 1/48.
    double sum = 0;
    SplittableRandom random = new SplittableRandom(4);
    Image large = new Image(100, 100, 1, new byte[10_000]);
    for (int i = 0; i < 4_000; i++) {
      sum += 1 - new CutMix().mix(new Canvas(large), large, random);
    }
    assertThat(sum / 4_000).isCloseTo(1 / 2.0 - 1 / 5.0 + 1 / 48.0, within(0.02));
  }

  @Test
  void numbers_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new CutMix(-1)).hasMessageContaining("alpha must be positive");
    assertThatThrownBy(() -> new CutMix(1, 2)).hasMessageContaining("probability");
  }
}
