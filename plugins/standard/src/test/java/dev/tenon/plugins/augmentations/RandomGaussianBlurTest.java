package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomGaussianBlurTest implements AugmentationContract {
  @Override
  public RandomGaussianBlur extension() {
    return new RandomGaussianBlur(3);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomGaussianBlur(0));
  }

  private static Image blurred(Image image, double deviation) {
    Canvas canvas = new Canvas(image);
    RandomGaussianBlur.blur(canvas, deviation);
    return canvas.image();
  }

  @Test
  void samples_become_means_weighted_by_the_density() {
    for (int channels : new int[] {1, 3}) {
      Image image = Pictures.random(9, 12, channels, 5);
      for (double deviation : new double[] {0.3, 0.8, 2, 6.5}) {
        Image blurred = blurred(image, deviation);
        for (int i = 0; i < image.samples().length; i++) {
          int y = i / channels / 12;
          int x = i / channels % 12;
          assertThat((double) blurred.at(y, x, i % channels))
              .as("at %s by %s", i, deviation)
              .isCloseTo(mean(image, y, x, i % channels, deviation), within(0.6));
        }
      }
    }
  }

  /** In two dimensions at once, with the nearest pixel outside. */
  private static double mean(Image image, int y, int x, int c, double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    double sum = 0;
    double weights = 0;
    for (int down = -radius; down <= radius; down++) {
      for (int right = -radius; right <= radius; right++) {
        double weight = Math.exp(-(down * down + right * right) / (2 * deviation * deviation));
        int row = Math.max(0, Math.min(image.height() - 1, y + down));
        int column = Math.max(0, Math.min(image.width() - 1, x + right));
        sum += weight * image.at(row, column, c);
        weights += weight;
      }
    }
    return sum / weights;
  }

  @Test
  void one_colour_stays_exactly_itself() {
    byte[] white = new byte[20 * 20];
    Arrays.fill(white, (byte) 255);
    Image image = new Image(20, 20, 1, white);
    for (double deviation : new double[] {0.1, 1, 7, 50}) {
      assertThat(blurred(image, deviation)).isEqualTo(image);
    }
  }

  @Test
  void the_deviation_is_drawn_from_zero_to_the_greatest() {
    Image image = Pictures.random(9, 9, 3, 1);
    assertThat(new RandomGaussianBlur(2).apply(image, always(false))).isSameAs(image);
    double drawn = 2 * new SplittableRandom(7).nextDouble();
    assertThat(new RandomGaussianBlur(2).apply(image, new SplittableRandom(7)))
        .isEqualTo(blurred(image, drawn));
  }
}
