package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AugMixTest implements AugmentationContract {
  @Override
  public AugMix extension() {
    return new AugMix();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  @Test
  void chains_are_mixed_with_one_another_and_with_the_image() {
    for (int seed = 0; seed < 40; seed++) {
      Image image = Pictures.random(18, 21, seed % 2 == 0 ? 3 : 1, seed);
      AugMix augMix = new AugMix(1 + seed % 10, 1 + seed % 4, seed % 3, 0.5 + seed % 2);
      double[] expected = mixed(augMix, image, new SplittableRandom(seed));
      Image actual = augMix.apply(image, new SplittableRandom(seed));
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) (actual.samples()[i] & 0xff))
            .as("sample %s of seed %s", i, seed)
            .isCloseTo(expected[i], within(0.52));
      }
    }
  }

  /** The paper's formula in floating point, from the same draws. */
  private static double[] mixed(AugMix of, Image image, RandomGenerator random) {
    double[] weights = new double[of.width()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(Gamma.logarithm(random, of.alpha()));
      sum += weights[i];
    }
    double m = Beta.draw(random, of.alpha());
    double[] mixed = new double[image.samples().length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (1 - m) * (image.samples()[i] & 0xff);
    }
    for (double weight : weights) {
      Canvas chain = new Canvas(image);
      int changes = of.depth() == 0 ? 1 + random.nextInt(3) : of.depth();
      for (int i = 0; i < changes; i++) {
        double strength = (0.1 + (of.severity() - 0.1) * random.nextDouble()) / 10;
        change(chain, random.nextInt(9), strength, random);
      }
      byte[] samples = chain.image().samples();
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] += m * weight / sum * (samples[i] & 0xff);
      }
    }
    return mixed;
  }

  private static void change(Canvas chain, int which, double strength, RandomGenerator random) {
    int height = chain.height();
    int width = chain.width();
    boolean geometric = which == 3 || which >= 5;
    double s = geometric && random.nextBoolean() ? -strength : strength;
    switch (which) {
      case 0 -> new AutoContrast().apply(chain, random);
      case 1 -> new Equalization().apply(chain, random);
      case 2 -> {
        int bits = (int) Math.max(1, 8 - Math.floor(4 + 4 * strength + 0.5));
        new RandomPosterization(bits, 1).apply(chain, random);
      }
      case 3 -> chain.warp(RandomRotation.turn(height, width, 30 * s));
      case 4 -> {
        int threshold = 256 - (int) Math.floor(256 * strength + 0.5);
        new Solarization(threshold).apply(chain, random);
      }
      case 5 -> chain.warp(Affine.about(height, width, 1, 0, 0.3 * s, 1));
      case 6 -> chain.warp(Affine.about(height, width, 1, 0.3 * s, 0, 1));
      case 7 -> chain.warp(Affine.shift(height, width, 0, s * width / 3));
      default -> chain.warp(Affine.shift(height, width, s * height / 3, 0));
    }
  }

  @Test
  void weights_follow_the_gamma_distribution() {
    SplittableRandom random = new SplittableRandom(9);
    int draws = 40_000;
    for (double shape : new double[] {0.3, 1, 2.5}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < draws; i++) {
        double gamma = Math.exp(Gamma.logarithm(random, shape));
        sum += gamma;
        squares += gamma * gamma;
      }
      double mean = sum / draws;
      assertThat(mean).isCloseTo(shape, within(0.04 * shape));
      assertThat(squares / draws - mean * mean).isCloseTo(shape, within(0.08 * shape));
    }
  }

  /** At small shapes nearly all numbers are too small for a double, and one of them prevails. */
  @Test
  void a_small_alpha_favours_one_chain_or_the_image() {
    Image image = new Image(1, 4, 1, new byte[] {0, 60, 120, (byte) 240});
    RandomGenerator random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      int[] weights = new AugMix(3, 3, 0, 1e-6).weights(random);
      assertThat(weights).contains(Blend.ONE).containsOnly(0, Blend.ONE);
    }
    assertThat(new AugMix(3, 3, 0, Double.MIN_VALUE).apply(image, random).samples()).hasSize(4);
  }

  @Test
  void settings_are_checked() {
    assertThatThrownBy(() -> new AugMix(0)).hasMessageContaining("severity must be from 1 to 10");
    assertThatThrownBy(() -> new AugMix(3, 0, 0, 1)).hasMessageContaining("got 0 and 0");
    assertThatThrownBy(() -> new AugMix(3, 3, 0, 0)).hasMessageContaining("alpha must be positive");
  }
}
