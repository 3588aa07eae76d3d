package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrivialAugmentTest implements AugmentationContract {
  private static final int MAGNITUDES = 31;

  @Override
  public TrivialAugment extension() {
    return new TrivialAugment();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  /** A level more or less before an inversion may be many after it. */
  @Override
  public int tolerance() {
    return 255;
  }

  private static List<Image> expected(Image image, int magnitude) {
    double m = magnitude / 30.0;
    int bits = (int) Math.floor(6 * m + 0.5);
    List<Image> expected =
        new ArrayList<>(Fourteen.results(image, 0.99 * m, 32 * m, 32 * m, 135 * m, 0.99 * m, bits));
    expected.add(Fourteen.solarized(image, 256 - (int) Math.floor(256 * m + 0.5)));
    return expected;
  }

  @Test
  void it_is_any_of_the_published_changes_at_any_of_31_strengths() {
    Image image = Pictures.random(36, 40, 3, 7);
    List<List<Image>> expected = new ArrayList<>();
    for (int magnitude = 0; magnitude < MAGNITUDES; magnitude++) {
      expected.add(expected(image, magnitude));
    }
    boolean[] strengths = new boolean[MAGNITUDES];
    boolean[] changes = new boolean[expected.get(0).size()];
    for (int seed = 0; seed < 600; seed++) {
      Image changed = new TrivialAugment().apply(image, new SplittableRandom(seed));
      boolean found = false;
      for (int m = 0; m < MAGNITUDES; m++) {
        for (int i = 0; i < changes.length; i++) {
          if (Fourteen.close(changed, expected.get(m).get(i))) {
            // At no strength most are alike, and so are those that have none.
            strengths[m] |= m > 0 && i > 0 && i < 19;
            changes[i] |= m > 0 || i == 0;
            found = true;
          }
        }
      }
      assertThat(found).as("seed %s", seed).isTrue();
    }
    assertThat(changes).containsOnly(true);
    strengths[0] = true;
    assertThat(strengths).containsOnly(true);
  }
}
