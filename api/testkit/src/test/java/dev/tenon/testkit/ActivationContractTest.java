package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Activations that are right, and activations each of which is wrong in its own way. */
class ActivationContractTest {

  record Leaky(double slope) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.max(x.mul(slope));
    }
  }

  static class LeakyCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Leaky(0.1);
    }
  }

  /** Softplus by its formula, which overflows. */
  record Overflowing() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.exp().add(1).log();
    }
  }

  static class OverflowingCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Overflowing();
    }
  }

  static class BoundedCase extends OverflowingCase {
    @Override
    public double largestInput() {
      return 80;
    }
  }

  /** Leaves out the last feature. */
  record Shorter() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.slice(-1, 0, x.shape().last() - 1).tanh();
    }
  }

  static class ShorterCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Shorter();
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 7));
    }
  }

  /** 1 or 0, with nothing in between. */
  record Step() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.greater(x.mul(0)).cast(DataType.FLOAT).add(x.mul(0));
    }
  }

  static class StepCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Step();
    }
  }

  /** Loses small numbers in single precision. */
  record Absorbing() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.add(x.add(1e6).sub(1e6));
    }
  }

  static class AbsorbingCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Absorbing();
    }
  }

  /** Takes all elements of the batch as one distribution. */
  record WholeSoftmax() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.exp().div(x.exp().reduceSum(true));
    }
  }

  static class WholeSoftmaxCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new WholeSoftmax();
    }

    @Override
    public double largestInput() {
      return 30;
    }
  }

  /** Rounds to five digits on the way, which no gradient sees. */
  record Rounding() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.add(x.mul(1e5).cast(DataType.INT64).cast(DataType.FLOAT).mul(1e-5));
    }
  }

  static class RoundingCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Rounding();
    }
  }

  /** Has a slope that is lost where a hyperbolic tangent is nearly 1. */
  record Saturated() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.add(x.mul(0.1).add(7).tanh().mul(1e5));
    }
  }

  static class SaturatedCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Saturated();
    }
  }

  /** Computes with how often it was emitted. */
  record Counting() implements Activation {
    private static final AtomicInteger EMISSIONS = new AtomicInteger();

    @Override
    public Tensor apply(Tensor x) {
      return x.add(EMISSIONS.getAndIncrement());
    }
  }

  static class CountingCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Counting();
    }
  }

  /** Believes any input to have two dimensions. */
  record Careless() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.div(Math.sqrt(x.shape().dims()[1]));
    }
  }

  static class CarelessCase implements ActivationContract {
    @Override
    public Activation extension() {
      return new Careless();
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("at least 2 features", Shape.of(Shape.BATCH, 1)));
    }
  }

  @Test
  void right_activations_break_no_law() {
    assertThat(Verdict.of(LeakyCase.class).broken()).isEmpty();
    assertThat(Verdict.of(LeakyCase.class).held()).isEqualTo(13);
    assertThat(Verdict.of(BoundedCase.class).broken()).isEmpty();
  }

  @Test
  void an_overflow_is_found() {
    Verdict.of(OverflowingCase.class)
        .breaksOnly(
            "values and gradients are finite at extremes",
            "element 0 of the output is Infinity",
            "FLOAT[4, 7] in evaluation of values that repeat [1000000.0, -1000000.0, ");
  }

  @Test
  void a_shape_that_changes_is_found() {
    assertThat(Verdict.of(ShorterCase.class).broken().get("the type is kept"))
        .contains("FLOAT[N, 7] became FLOAT[N, 6]; it must stay; on FLOAT[4, 7]");
  }

  @Test
  void a_gradient_that_is_zero_is_found() {
    Verdict.of(StepCase.class)
        .breaksOnly(
            "gradients reach the input",
            "the gradient for x is zero everywhere, although the output depends on it",
            "FLOAT[4, 7] in training");
  }

  @Test
  void what_single_precision_does_not_bear_is_found() {
    Verdict.of(AbsorbingCase.class)
        .breaksOnly(
            "onnx runtime gives the values of the reference",
            " on ONNX Runtime and ",
            "FLOAT[4, 7] in training");
  }

  @Test
  void rows_that_mix_are_found() {
    Verdict.of(WholeSoftmaxCase.class)
        .breaksOnly(
            "rows of a batch do not touch one another",
            "when the others changed",
            "FLOAT[4, 7] in evaluation");
  }

  @Test
  void a_dependency_that_the_gradient_does_not_see_is_found() {
    assertThat(
            Verdict.of(RoundingCase.class).broken().get("gradients agree with finite differences"))
        .contains("the gradient for input x [4, 7] at element [")
        .contains("on FLOAT[4, 7] in training");
  }

  @Test
  void a_gradient_that_single_precision_does_not_bear_is_found() {
    Verdict.of(SaturatedCase.class)
        .breaksOnly(
            "onnx runtime gives the gradients of the reference",
            " of the gradient for x is ",
            "FLOAT[4, 7] in training");
  }

  @Test
  void what_is_kept_outside_the_graph_is_found() {
    Verdict.of(CountingCase.class)
        .breaksOnly(
            "it computes the same whenever it is emitted",
            ", and emitted again [",
            "FLOAT[4, 7] in training");
  }

  @Test
  void carelessness_about_inputs_is_found() {
    Map<String, String> broken = Verdict.of(CarelessCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "it refuses what it is declared to refuse",
            "it takes or refuses inputs of every rank and type");
    assertThat(broken.get("it refuses what it is declared to refuse"))
        .contains("it made FLOAT[N, 1] of them; on [FLOAT[N, 1]]");
    assertThat(broken.get("it takes or refuses inputs of every rank and type"))
        .contains("threw java.lang.ArrayIndexOutOfBoundsException")
        .contains("; on FLOAT[]");
  }
}
