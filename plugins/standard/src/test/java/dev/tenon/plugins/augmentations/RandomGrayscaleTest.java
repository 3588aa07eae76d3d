package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomGrayscaleTest implements AugmentationContract {
  @Override
  public RandomGrayscale extension() {
    return new RandomGrayscale();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomGrayscale(0));
  }

  @Override
  public List<Image> images(RandomGenerator random) {
    return Largest.first(AugmentationContract.super.images(random));
  }

  @Test
  void a_pixel_takes_the_grey_of_its_colour() {
    Image colours = of(1, 5, 3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 200, 100, 50, 255, 255, 255);
    // 76.2, 149.7, 29.1 and 124.2.
    assertThat(new RandomGrayscale(1).apply(colours, always(false)))
        .isEqualTo(
            of(1, 5, 3, 76, 76, 76, 150, 150, 150, 29, 29, 29, 124, 124, 124, 255, 255, 255));
  }

  @Test
  void all_colours_get_the_nearest_grey() {
    Image image = Pictures.random(40, 40, 3, 2);
    Image grey = new RandomGrayscale(1).apply(image, always(false));
    for (int i = 0; i < 1600; i++) {
      int y = i / 40;
      int x = i % 40;
      double exact =
          0.299 * image.at(y, x, 0) + 0.587 * image.at(y, x, 1) + 0.114 * image.at(y, x, 2);
      assertThat((double) grey.at(y, x, 0)).isCloseTo(exact, within(0.51));
    }
  }

  @Test
  void as_many_become_grey_as_the_probability_says() {
    Image image = of(1, 1, 3, 10, 20, 30);
    long grey =
        new SplittableRandom(5)
            .longs(10_000)
            .filter(s -> new RandomGrayscale(0.1).apply(image, new SplittableRandom(s)) != image)
            .count();
    assertThat(grey).isCloseTo(1_000, within(120L));
  }

  @Test
  void an_image_without_colours_stays_as_it_is() {
    Image image = Pictures.random(3, 3, 1, 1);
    assertThat(new RandomGrayscale(1).apply(image, always(false))).isSameAs(image);
  }
}
