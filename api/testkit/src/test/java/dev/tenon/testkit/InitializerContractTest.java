package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Initializers that are right, and initializers each of which is wrong in its own way. */
class InitializerContractTest {

  /** Draws each element by a formula. */
  interface Drawn extends Initializer {
    double next(RandomGenerator random);

    @Override
    default float[] values(Shape shape, RandomGenerator random) {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) next(random);
      }
      return values;
    }
  }

  abstract static class Case implements InitializerContract {
    @Override
    public Moments moments(Shape shape) {
      return new Moments(3, 4);
    }
  }

  record Normal(double mean, double deviation) implements Drawn {
    @Override
    public double next(RandomGenerator random) {
      return mean + deviation * random.nextGaussian();
    }
  }

  static class NormalCase extends Case {
    @Override
    public Initializer extension() {
      return new Normal(3, 2);
    }
  }

  static class ShiftedCase extends Case {
    @Override
    public Initializer extension() {
      return new Normal(3.2, 2);
    }
  }

  static class WideCase extends Case {
    @Override
    public Initializer extension() {
      return new Normal(3, 2.2);
    }
  }

  static class FilledCase extends Case {
    @Override
    public Initializer extension() {
      return new Filled(3);
    }

    @Override
    public Moments moments(Shape shape) {
      return new Moments(3, 0);
    }
  }

  /** Has its own source of chance. */
  record Private() implements Drawn {
    private static final Random OWN = new Random(1);

    @Override
    public double next(RandomGenerator random) {
      return 3 + 2 * OWN.nextGaussian();
    }
  }

  static class PrivateCase extends Case {
    @Override
    public Initializer extension() {
      return new Private();
    }
  }

  /** Always draws the same. */
  record Deaf() implements Initializer {
    @Override
    public float[] values(Shape shape, RandomGenerator random) {
      return new Normal(3, 2).values(shape, new Random(9));
    }
  }

  static class DeafCase extends Case {
    @Override
    public Initializer extension() {
      return new Deaf();
    }
  }

  static class DeclaredDeafCase extends DeafCase {
    @Override
    public boolean drawsAtRandom() {
      return false;
    }
  }

  static class UndeclaredCase extends NormalCase {
    @Override
    public boolean drawsAtRandom() {
      return false;
    }
  }

  /** Divides by a number that may be 0. */
  record Reciprocal() implements Drawn {
    @Override
    public double next(RandomGenerator random) {
      return 1.0 / random.nextInt(3);
    }
  }

  static class ReciprocalCase extends Case {
    @Override
    public Initializer extension() {
      return new Reciprocal();
    }
  }

  @Test
  void right_initializers_break_no_law() {
    assertThat(Verdict.of(NormalCase.class).broken()).isEmpty();
    assertThat(Verdict.of(FilledCase.class).broken()).isEmpty();
    assertThat(Verdict.of(FilledCase.class).held()).isEqualTo(6);
  }

  @Test
  void another_mean_is_found() {
    Verdict.of(ShiftedCase.class)
        .breaksOnly("mean and variance are those declared", "the mean is 3.", "shape [150, 100]");
  }

  @Test
  void another_variance_is_found() {
    Verdict.of(WideCase.class)
        .breaksOnly(
            "mean and variance are those declared", "the variance is 4.", "shape [150, 100]");
  }

  @Test
  void a_source_of_chance_besides_the_given_one_is_found() {
    Verdict.of(PrivateCase.class)
        .breaksOnly(
            "values are a function of the random numbers alone",
            "the same numbers gave other values",
            "shape [150, 100]");
  }

  @Test
  void values_that_do_not_follow_the_seed_are_found() {
    Verdict.of(DeafCase.class)
        .breaksOnly(
            "values are a function of the random numbers alone",
            "other numbers gave the same values",
            "shape [150, 100]");
  }

  @Test
  void values_that_are_always_the_same_may_be_declared_and_only_they() {
    assertThat(Verdict.of(DeclaredDeafCase.class).broken()).isEmpty();
    Verdict.of(UndeclaredCase.class)
        .breaksOnly(
            "values are a function of the random numbers alone",
            "drawsAtRandom() is declared to be false, and other numbers gave other values",
            "shape [150, 100]");
  }

  @Test
  void values_that_are_not_finite_are_found() {
    assertThat(Verdict.of(ReciprocalCase.class).broken().get("every element has a finite value"))
        .contains(" is Infinity; on shape [150, 100]");
  }
}
