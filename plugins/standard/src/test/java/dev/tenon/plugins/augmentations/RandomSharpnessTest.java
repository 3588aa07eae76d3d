package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RandomSharpnessTest implements AugmentationContract {
  @Override
  public RandomSharpness extension() {
    return new RandomSharpness(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomSharpness(0));
  }

  private static Image sharpened(Image image, double factor) {
    Canvas canvas = new Canvas(image);
    RandomSharpness.sharpen(canvas, factor);
    return canvas.image();
  }

  @Test
  void the_difference_from_what_is_smooth_is_multiplied() {
    // The weighted mean of the centre is (5 * 130 + 8 * 0) / 13 = 50.
    Image dot = of(3, 3, 1, 0, 0, 0, 0, 130, 0, 0, 0, 0);
    assertThat(sharpened(dot, 0)).isEqualTo(of(3, 3, 1, 0, 0, 0, 0, 50, 0, 0, 0, 0));
    assertThat(sharpened(dot, 0.5)).isEqualTo(of(3, 3, 1, 0, 0, 0, 0, 90, 0, 0, 0, 0));
    assertThat(sharpened(dot, 2)).isEqualTo(of(3, 3, 1, 0, 0, 0, 0, 210, 0, 0, 0, 0));
    assertThat(new RandomSharpness(0.5).apply(dot, always(false))).isEqualTo(sharpened(dot, 0.5));
  }

  @Test
  void pixels_inside_agree_with_the_formula_and_those_outside_stay() {
    for (int channels : new int[] {1, 3}) {
      Image image = Pictures.random(9, 11, channels, 4);
      for (double factor : new double[] {0.1, 0.9, 1, 1.7}) {
        Image sharpened = sharpened(image, factor);
        for (int i = 0; i < image.samples().length; i++) {
          int y = i / channels / 11;
          int x = i / channels % 11;
          int c = i % channels;
          double sample = image.at(y, x, c);
          boolean inside = y > 0 && x > 0 && y < 8 && x < 10;
          double smooth = inside ? Math.floor(mean(image, y, x, c) + 0.5) : sample;
          double exact = smooth + (sample - smooth) * factor;
          assertThat((double) sharpened.at(y, x, c))
              .isCloseTo(Math.max(0, Math.min(255, exact)), within(inside ? 0.51 : 0));
        }
      }
    }
  }

  private static double mean(Image image, int y, int x, int c) {
    double sum = 4 * image.at(y, x, c);
    for (int i = 0; i < 9; i++) {
      sum += image.at(y - 1 + i / 3, x - 1 + i % 3, c);
    }
    return sum / 13;
  }

  @Test
  void images_without_an_inside_stay_as_they_are() {
    Image narrow = Pictures.random(9, 2, 3, 1);
    assertThat(sharpened(narrow, 2)).isSameAs(narrow);
    Image low = Pictures.random(2, 9, 3, 1);
    assertThat(sharpened(low, 2)).isSameAs(low);
  }
}
