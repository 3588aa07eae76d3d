package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EqualizationTest implements AugmentationContract {
  @Override
  public Equalization extension() {
    return new Equalization();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public List<Image> images(RandomGenerator random) {
    return Largest.first(AugmentationContract.super.images(random));
  }

  private static Image equalized(Image image) {
    return new Equalization().apply(image, always(false));
  }

  @Test
  void four_levels_are_spread_over_the_range() {
    // 1024 samples, 256 of the highest level: a step of 768 / 255 = 3, which begins with 1.
    byte[] samples = new byte[1024];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (10 + 10 * (i % 4));
    }
    byte[] spread = equalized(new Image(32, 32, 1, samples)).samples();
    // 1 / 3, 257 / 3, 513 / 3, and 769 / 3 = 256 is too much.
    assertThat(new int[] {spread[0], spread[1] & 0xff, spread[2] & 0xff, spread[3] & 0xff})
        .containsExactly(0, 85, 171, 255);
  }

  @Test
  void too_few_samples_and_one_level_stay() {
    Image few = Pictures.random(15, 16, 1, 1);
    assertThat(equalized(few)).isEqualTo(few);
    Image plain = new Image(32, 32, 1, new byte[1024]);
    assertThat(equalized(plain)).isEqualTo(plain);
  }

  @Test
  void each_channel_follows_the_formula() {
    for (int channels : new int[] {1, 3}) {
      Image image = dark(Pictures.random(40, 50, channels, 3));
      Image equalized = equalized(image);
      for (int i = 0; i < 2000; i++) {
        for (int c = 0; c < channels; c++) {
          assertThat((double) equalized.at(i / 50, i % 50, c))
              .isEqualTo(expected(image, i / 50, i % 50, c));
        }
      }
    }
  }

  private static Image dark(Image image) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      double part = (samples[i] & 0xff) / 255.0;
      samples[i] = (byte) (int) (30 + 150 * part * part);
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }

  private static double expected(Image image, int y, int x, int c) {
    int value = image.at(y, x, c);
    double below = 0;
    double highest = 0;
    int top = 0;
    for (int i = 0; i < image.height() * image.width(); i++) {
      int other = image.at(i / image.width(), i % image.width(), c);
      below += other < value ? 1 : 0;
      highest = other > top ? 1 : other == top ? highest + 1 : highest;
      top = Math.max(top, other);
    }
    double step = Math.floor((image.height() * image.width() - highest) / 255);
    return Math.min(255, Math.floor((Math.floor(step / 2) + below) / step));
  }
}
