package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandAugmentTest implements AugmentationContract {
  @Override
  public RandAugment extension() {
    return new RandAugment();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandAugment(0, 30));
  }

  /** A level more or less before an equalization may be many after it. */
  @Override
  public int tolerance() {
    return 255;
  }

  private static List<Image> expected(Image image, int magnitude) {
    double m = magnitude / 30.0;
    double across = 150 * m / 331;
    List<Image> expected =
        new ArrayList<>(
            Fourteen.results(
                image,
                0.3 * m,
                across * image.width(),
                across * image.height(),
                30 * m,
                0.9 * m,
                (int) Math.floor(4 * m + 0.5)));
    expected.add(Fourteen.solarized(image, 256 - (int) Math.floor(256 * m + 0.5)));
    return expected;
  }

  @Test
  void one_change_is_any_of_the_published_ones() {
    Image image = Pictures.random(17, 20, 3, 6);
    for (int magnitude : new int[] {9, 30}) {
      List<Image> expected = expected(image, magnitude);
      int[] seen = new int[expected.size()];
      for (int seed = 0; seed < 600; seed++) {
        Image changed = new RandAugment(1, magnitude).apply(image, new SplittableRandom(seed));
        boolean found = false;
        for (int i = 0; i < seen.length; i++) {
          if (Fourteen.close(changed, expected.get(i))) {
            seen[i]++;
            found = true;
          }
        }
        assertThat(found).as("magnitude %s, seed %s", magnitude, seed).isTrue();
      }
      // One in fourteen for those without a sign, half of it for each of the others.
      for (int times : seen) {
        assertThat(times).isGreaterThanOrEqualTo(10);
      }
    }
  }

  @Test
  void a_second_change_follows_the_first() {
    // Without differences in light there is nothing that a single sampling could mix.
    Image image = Pictures.of(1, 1, 3, 180, 60, 90);
    RandAugment once = new RandAugment(1, 9);
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Image second = once.apply(once.apply(image, random), random);
      assertThat(new RandAugment().apply(image, new SplittableRandom(seed))).isEqualTo(second);
    }
  }

  @Test
  void a_magnitude_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> new RandAugment(2, 31)).hasMessageContaining("magnitude must be");
    assertThatThrownBy(() -> new RandAugment(-1, 9)).hasMessageContaining("got -1");
  }
}
