package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The laws of all kinds, told apart by layers that do nothing. */
class ContractTest {
  private static final String EQUAL = "it is a record equal to another of the same configuration";
  private static final String JSON = "its json gives it back";
  private static final String DEFAULTS = "its defaults go through json";

  /** A layer's own function; none of these laws is about it. */
  interface Idle extends Layer {
    @Override
    default Tensor apply(Scope scope, Tensor x) {
      return x;
    }
  }

  record Straight() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Right(int units, Activation activation, Optional<Initializer> initializer)
      implements Idle {
    Right(int units) {
      this(units, new Straight(), Optional.empty());
    }
  }

  static class RightCase implements Contract<Layer> {
    @Override
    public Layer extension() {
      return new Right(3);
    }
  }

  static class LambdaCase implements Contract<Layer> {
    @Override
    public Layer extension() {
      return (scope, x) -> x;
    }
  }

  /** An array is equal to itself alone. */
  record Arrays(double[] weights) implements Idle {}

  static class ArraysCase implements Contract<Layer> {
    @Override
    public Layer extension() {
      return new Arrays(new double[] {1});
    }
  }

  /** Takes degrees and tells radians. */
  record Degrees(double angle) implements Idle {
    Degrees {
      angle = Math.toRadians(angle);
    }
  }

  static class DegreesCase implements Contract<Layer> {
    @Override
    public Layer extension() {
      return new Degrees(30);
    }
  }

  record Half(double rate) implements Idle {
    Half {
      if (rate >= 1) {
        throw new IllegalArgumentException("rate must be below 1, got " + rate);
      }
    }

    public Half() {
      this(1);
    }
  }

  static class HalfCase implements Contract<Layer> {
    @Override
    public Layer extension() {
      return new Half(0.5);
    }
  }

  static class Reseeded extends ArraysCase {
    @Override
    public long seed() {
      return 7;
    }
  }

  @Test
  void a_right_extension_breaks_no_law() {
    assertThat(Verdict.of(RightCase.class)).isEqualTo(new Verdict(3, Map.of()));
  }

  @Test
  void a_lambda_is_no_record() {
    assertThat(Verdict.of(LambdaCase.class).broken().get(EQUAL)).contains(" is no record");
    assertThat(Verdict.of(LambdaCase.class).broken().get(JSON)).contains("no record");
  }

  @Test
  void a_component_that_does_not_compare_is_found() {
    assertThat(Verdict.of(ArraysCase.class).broken().get(EQUAL))
        .startsWith("Arrays[weights=")
        .contains("another of the same configuration, Arrays[weights=");
  }

  @Test
  void a_component_that_json_cannot_say_is_found() {
    assertThat(Verdict.of(ArraysCase.class).broken().get(JSON))
        .contains("weights: a value of [D cannot be written as JSON");
  }

  @Test
  void a_constructor_that_changes_what_it_is_given_is_found() {
    assertThat(Verdict.of(DegreesCase.class).broken()).containsKey(JSON);
    assertThat(Verdict.of(DegreesCase.class).broken().get(JSON))
        .startsWith("Degrees[angle=0.52")
        .contains("was read as Degrees[angle=0.009")
        .contains("; on the JSON { \"type\": \"degrees\"");
  }

  @Test
  void defaults_that_the_record_refuses_are_found() {
    Verdict.of(HalfCase.class).breaksOnly(DEFAULTS, "its defaults are refused: ", "no input");
  }

  @Test
  void the_message_names_the_seed_that_the_contract_has() {
    assertThat(Verdict.of(Reseeded.class).broken().get(EQUAL))
        .endsWith("; with seed 7 (-Dtenon.testkit.seed=7)");
  }
}
