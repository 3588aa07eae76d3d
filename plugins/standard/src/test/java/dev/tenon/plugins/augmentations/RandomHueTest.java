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
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomHueTest implements AugmentationContract {
  @Override
  public RandomHue extension() {
    return new RandomHue(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomHue(0));
  }

  @Override
  public List<Image> images(RandomGenerator random) {
    return Largest.first(AugmentationContract.super.images(random));
  }

  private static Image turned(Image image, double turns) {
    Canvas canvas = new Canvas(image);
    RandomHue.turn(canvas, turns);
    return canvas.image();
  }

  @Test
  void a_third_of_a_turn_exchanges_the_primaries() {
    Image colours = of(1, 4, 3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 80, 80, 80);
    assertThat(turned(colours, 1 / 3.0))
        .isEqualTo(of(1, 4, 3, 0, 255, 0, 0, 0, 255, 255, 0, 0, 80, 80, 80));
  }

  @Test
  void a_hue_moves_between_the_least_and_the_greatest_sample() {
    // Orange at 20 degrees becomes a violet at 260, a third of the way from blue to red.
    assertThat(new RandomHue(2 / 3.0).apply(of(1, 1, 3, 200, 100, 50), always(false)))
        .isEqualTo(of(1, 1, 3, 100, 50, 200));
    assertThat(turned(of(1, 1, 3, 200, 100, 50), 0.5)).isEqualTo(of(1, 1, 3, 50, 150, 200));
  }

  @Test
  void whole_turns_change_nothing() {
    Image image = Pictures.random(40, 40, 3, 1);
    assertThat(turned(image, 0)).isEqualTo(image);
    assertThat(turned(image, 1)).isEqualTo(image);
    assertThat(turned(image, -1)).isEqualTo(image);
  }

  @Test
  void all_colours_agree_with_the_conversions_of_the_jdk() {
    Image image = Pictures.random(40, 40, 3, 2);
    for (double turns : new double[] {-0.5, -0.21, 0.01, 0.3, 0.4999}) {
      Image turned = turned(image, turns);
      for (int i = 0; i < 1600; i++) {
        int y = i / 40;
        int x = i % 40;
        float[] hsb = Color.RGBtoHSB(image.at(y, x, 0), image.at(y, x, 1), image.at(y, x, 2), null);
        Color expected = Color.getHSBColor((float) (hsb[0] + turns), hsb[1], hsb[2]);
        assertThat(turned.at(y, x, 0)).isCloseTo(expected.getRed(), within(1));
        assertThat(turned.at(y, x, 1)).isCloseTo(expected.getGreen(), within(1));
        assertThat(turned.at(y, x, 2)).isCloseTo(expected.getBlue(), within(1));
      }
    }
  }

  @Test
  void an_image_without_colours_stays_as_it_is() {
    Image image = Pictures.random(3, 3, 1, 1);
    assertThat(extension().apply(image, always(false))).isSameAs(image);
  }
}
