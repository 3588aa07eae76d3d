package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Mixings that are wrong in one way each, and what is told of them. */
class MixingContractTest {
  private static final String SAME = "the same seed gives the same mixture";
  private static final String ORIGINALS = "both originals stay as they are";
  private static final String SIZE = "the size stays and the share is one";
  private static final String ITSELF = "an image mixed with itself stays as it is";
  private static final String NO_STRENGTH = "no strength is no change";
  private static final String CHANCE = "it mixes images by chance";

  abstract static class WrongTest implements MixingContract {
    @Override
    public Optional<Mixing> ofNoStrength() {
      return Optional.empty();
    }
  }

  /** Takes the other image as often as a share says. */
  record Fair(double least) implements Mixing {
    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      double share = random.nextDouble(least, 1.0001);
      if (share < 0.5) {
        canvas.replace(other);
      }
      return Math.min(1, share);
    }
  }

  static class FairTest implements MixingContract {
    @Override
    public Fair extension() {
      return new Fair(0);
    }

    @Override
    public Optional<Mixing> ofNoStrength() {
      return Optional.empty();
    }
  }

  static class FairOfNoStrengthTest extends FairTest {
    @Override
    public Optional<Mixing> ofNoStrength() {
      return Optional.of(new Fair(0.6));
    }
  }

  record Counting() implements Mixing {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      canvas.replace(other);
      return 1.0 / CALLS.incrementAndGet();
    }
  }

  static class CountingTest extends WrongTest {
    @Override
    public Counting extension() {
      return new Counting();
    }
  }

  record InPlace() implements Mixing {
    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      other.samples()[0]++;
      return random.nextDouble();
    }
  }

  static class InPlaceTest extends WrongTest {
    @Override
    public InPlace extension() {
      return new InPlace();
    }
  }

  record Percent() implements Mixing {
    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      canvas.replace(other);
      return 2 + random.nextInt(98);
    }
  }

  static class PercentTest extends WrongTest {
    @Override
    public Percent extension() {
      return new Percent();
    }
  }

  /** Adds one image to the other. */
  record Sum() implements Mixing {
    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      byte[] sum = canvas.image().samples().clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.samples()[i];
      }
      canvas.replace(new Image(other.height(), other.width(), other.channels(), sum));
      return random.nextDouble();
    }
  }

  static class SumTest extends WrongTest {
    @Override
    public Sum extension() {
      return new Sum();
    }
  }

  record Half() implements Mixing {
    @Override
    public double mix(Canvas canvas, Image other, RandomGenerator random) {
      if (random.nextBoolean()) {
        canvas.replace(other);
      }
      return 0.5;
    }
  }

  static class HalfTest extends WrongTest {
    @Override
    public Half extension() {
      return new Half();
    }
  }

  @Test
  void a_right_mixing_breaks_no_law() {
    assertThat(Verdict.of(FairTest.class)).isEqualTo(new Verdict(9, Map.of()));
  }

  @Test
  void chance_from_elsewhere_is_found() {
    Verdict.of(CountingTest.class)
        .breaks(SAME, "again it gave another", "two images of noise of 16x16x1");
  }

  @Test
  void a_change_of_an_original_is_found() {
    Verdict.of(InPlaceTest.class)
        .breaks(
            ORIGINALS, "the other image has changed: in row 0", "two images of noise of 16x16x1");
  }

  @Test
  void a_share_in_percent_is_found() {
    Verdict.of(PercentTest.class)
        .breaksOnly(SIZE, "the share is ", "two images of noise of 16x16x1");
  }

  @Test
  void a_sum_is_found_to_be_no_mixture() {
    Verdict.of(SumTest.class)
        .breaksOnly(ITSELF, "it is another: in row 0", "two images of noise of 16x16x1");
  }

  @Test
  void a_share_of_no_strength_is_found() {
    Verdict.of(FairOfNoStrengthTest.class)
        .breaksOnly(
            NO_STRENGTH, "with no strength the share is 0.", "two images of noise of 16x16x1");
  }

  @Test
  void one_share_for_all_is_found() {
    Verdict.of(HalfTest.class)
        .breaksOnly(
            CHANCE,
            "all seeds gave one share",
            "two images of noise of 16x16x3, chance from 32 seeds");
  }
}
