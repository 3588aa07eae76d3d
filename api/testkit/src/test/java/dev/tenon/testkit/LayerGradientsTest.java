package dev.tenon.testkit;

import static dev.tenon.testkit.OnRows.scaled;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers each of which is wrong in its gradients or in what it computes. */
class LayerGradientsTest {
  /** Rounds to five digits on the way, which no gradient sees. */
  record Rounding() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      return y.add(x.mul(1e5).cast(DataType.INT64).cast(DataType.FLOAT).mul(1e-5));
    }
  }

  static class RoundingCase extends OnRows {
    @Override
    public Layer extension() {
      return new Rounding();
    }
  }

  /** Has a threshold that is compared with, so that training never moves it. */
  record Gate() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      Tensor threshold = scope.parameter("threshold", Shape.SCALAR, new Filled(0));
      return x.greater(threshold).where(y, y.mul(0.1));
    }
  }

  static class GateCase extends OnRows {
    @Override
    public Layer extension() {
      return new Gate();
    }
  }

  /** Forgets its second input. */
  record First() implements Merge {
    @Override
    public Tensor apply(Scope scope, List<Tensor> inputs) {
      return inputs.get(0).mul(1);
    }
  }

  static class FirstCase extends LayerContractTest.SumCase {
    @Override
    public Merge extension() {
      return new First();
    }
  }

  /** Learns so slowly that no loss notices. */
  record Timid() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x.add(scaled(scope, x).mul(1e-9));
    }
  }

  static class TimidCase extends OnRows {
    @Override
    public Layer extension() {
      return new Timid();
    }
  }

  /** Cancels what single precision has no digits for. */
  record Absorbing() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).add(x.add(1e6).sub(1e6));
    }
  }

  static class AbsorbingCase extends OnRows {
    @Override
    public Layer extension() {
      return new Absorbing();
    }
  }

  /** Has a slope that is lost where a hyperbolic tangent is nearly 1. */
  record Saturated() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).add(x.mul(0.1).add(7).tanh().mul(1e5));
    }
  }

  static class SaturatedCase extends OnRows {
    @Override
    public Layer extension() {
      return new Saturated();
    }
  }

  @Test
  void a_dependency_that_the_gradient_does_not_see_is_found() {
    Verdict.of(RoundingCase.class)
        .breaksOnly(
            "gradients agree with finite differences",
            "the gradient for input x [4, 3] at element [",
            "FLOAT[4, 3] in training");
  }

  @Test
  void a_parameter_that_training_does_not_reach_is_found() {
    Verdict.of(GateCase.class)
        .breaksOnly(
            "gradients reach every input and parameter",
            "the gradient for layer/threshold is zero everywhere, although the output depends on"
                + " it",
            "FLOAT[4, 3] in training");
  }

  @Test
  void an_input_that_is_forgotten_is_found() {
    Verdict.of(FirstCase.class)
        .breaksOnly(
            "gradients reach every input and parameter",
            "the gradient for x1 is zero everywhere: the output does not depend on it",
            "FLOAT[4, 3] and FLOAT[4, 3] in training");
  }

  @Test
  void a_layer_that_does_not_learn_is_found() {
    Verdict.of(TimidCase.class)
        .breaksOnly(
            "a step against the gradient lowers a loss",
            "after a step at the rates [1.0, 0.1, 0.01, 0.001, 1.0E-4]",
            "FLOAT[4, 3] in training");
  }

  @Test
  void values_that_single_precision_does_not_bear_are_found() {
    Verdict.of(AbsorbingCase.class)
        .breaksOnly(
            "onnx runtime gives the values of the reference",
            "element 0 of the output is ",
            "FLOAT[4, 3] in training");
  }

  @Test
  void gradients_that_single_precision_does_not_bear_are_found() {
    Verdict.of(SaturatedCase.class)
        .breaksOnly(
            "onnx runtime gives the gradients of the reference",
            " of the gradient for x is ",
            "FLOAT[4, 3] in training");
  }
}
