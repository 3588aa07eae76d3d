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
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomSaturationTest implements AugmentationContract {
  @Override
  public RandomSaturation extension() {
    return new RandomSaturation(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomSaturation(0));
  }

  @Override
  public List<Image> images(RandomGenerator random) {
    return Largest.first(AugmentationContract.super.images(random));
  }

  private static Image saturated(Image image, double factor) {
    Canvas canvas = new Canvas(image);
    RandomSaturation.saturate(canvas, factor);
    return canvas.image();
  }

  @Test
  void differences_from_grey_are_multiplied_and_kept_in_range() {
    // The grey of this colour is 59.8 + 58.7 + 5.7.
    Image image = of(1, 1, 3, 200, 100, 50);
    assertThat(saturated(image, 0.5)).isEqualTo(of(1, 1, 3, 162, 112, 87));
    assertThat(saturated(image, 0)).isEqualTo(of(1, 1, 3, 124, 124, 124));
    assertThat(saturated(image, 2)).isEqualTo(of(1, 1, 3, 255, 76, 0));
    assertThat(saturated(image, 1)).isEqualTo(image);
  }

  @Test
  void it_reaches_its_fraction() {
    assertThat(new RandomSaturation(0.5).apply(of(1, 1, 3, 200, 100, 50), always(false)))
        .isEqualTo(of(1, 1, 3, 162, 112, 87));
  }

  @Test
  void all_colours_agree_with_the_formula() {
    Image image = Pictures.random(40, 40, 3, 1);
    for (double factor : new double[] {0, 0.3, 0.99, 1.5, 2}) {
      Image saturated = saturated(image, factor);
      for (int i = 0; i < 1600; i++) {
        int y = i / 40;
        int x = i % 40;
        double grey =
            0.299 * image.at(y, x, 0) + 0.587 * image.at(y, x, 1) + 0.114 * image.at(y, x, 2);
        for (int c = 0; c < 3; c++) {
          double exact = grey + (image.at(y, x, c) - grey) * factor;
          assertThat((double) saturated.at(y, x, c))
              .isCloseTo(Math.max(0, Math.min(255, exact)), within(1.01));
        }
      }
    }
  }

  @Test
  void an_image_without_colours_stays_as_it_is() {
    for (int channels : new int[] {1, 2, 4}) {
      Image image = Pictures.random(3, 3, channels, 1);
      assertThat(extension().apply(image, always(false))).isSameAs(image);
    }
  }
}
