package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static dev.tenon.spi.cases.Pictures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static Image brightened(Image image, double change) {
    return recoloured(image, RandomBrightness.brighter(change));
  }

  private static Image contrasted(Image image, double factor) {
    return recoloured(image, RandomContrast.stronger(new Canvas(image).histogram(), factor));
  }

  private static Image recoloured(Image image, byte[]... tables) {
    Canvas canvas = new Canvas(image);
    canvas.recolor(tables);
    return canvas.image();
  }

  @Test
  void brightness_is_added_and_kept_in_range() {
    Image image = of(1, 4, 1, 0, 10, 128, 250);
    assertThat(brightened(image, 20)).isEqualTo(of(1, 4, 1, 20, 30, 148, 255));
    assertThat(brightened(image, -20)).isEqualTo(of(1, 4, 1, 0, 0, 108, 230));
    assertThat(brightened(image, 0.5)).isEqualTo(of(1, 4, 1, 1, 11, 129, 251));
  }

  @Test
  void brightness_reaches_its_fraction_of_the_range() {
    assertThat(new RandomBrightness(0.2).apply(of(1, 2, 1, 60, 255), always(false)))
        .isEqualTo(of(1, 2, 1, 9, 204));
  }

  @Test
  void contrast_is_about_the_mean_of_each_channel() {
    // Means 100 and 20.
    Image image = of(1, 3, 2, 50, 10, 100, 20, 150, 30);
    assertThat(contrasted(image, 1.5)).isEqualTo(of(1, 3, 2, 25, 5, 100, 20, 175, 35));
    assertThat(contrasted(image, 0)).isEqualTo(of(1, 3, 2, 100, 20, 100, 20, 100, 20));
  }

  @Test
  void contrast_is_kept_in_range() {
    assertThat(contrasted(of(1, 2, 1, 20, 240), 2)).isEqualTo(of(1, 2, 1, 0, 255));
  }

  @Test
  void contrast_reaches_its_fraction() {
    assertThat(new RandomContrast(0.5).apply(of(1, 2, 1, 100, 200), always(false)))
        .isEqualTo(of(1, 2, 1, 125, 175));
  }
}
