package dev.tenon.testkit;

import static dev.tenon.testkit.OnRows.ONE;
import static dev.tenon.testkit.OnRows.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Layers that are right, and layers that are wrong in their types or in what they declare. */
class LayerContractTest {
  record Scale() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).relu();
    }
  }

  static class ScaleCase extends OnRows {
    @Override
    public Layer extension() {
      return new Scale();
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("it needs FLOAT rows", Shape.of(Shape.BATCH)));
    }
  }

  /** Noise in training, and a moving mean over the batch that is used in both. */
  record Restless() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      Tensor mean = scope.state("mean", Shape.SCALAR, ONE);
      if (scope.isTraining()) {
        scope.update("mean", mean.mul(0.9).add(x.reduceMean(false).mul(0.1)));
        y = y.add(scope.randomUniform(x, OptionalLong.empty()));
      }
      return y.sub(mean).add(x.reduceMean(true));
    }
  }

  static class RestlessCase extends OnRows {
    @Override
    public Layer extension() {
      return new Restless();
    }

    @Override
    public boolean drawsAtRandom() {
      return true;
    }

    @Override
    public boolean updatesState() {
      return true;
    }

    @Override
    public boolean mixesRows() {
      return true;
    }
  }

  static class UndeclaredCase extends OnRows {
    @Override
    public Layer extension() {
      return new Restless();
    }
  }

  static class OverdeclaredCase extends RestlessCase {
    @Override
    public Layer extension() {
      return new Scale();
    }

    @Override
    public boolean isDifferentiable() {
      return false;
    }
  }

  record Sum() implements Merge {
    @Override
    public Tensor apply(Scope scope, List<Tensor> inputs) {
      return inputs.stream().reduce(Tensor::add).orElseThrow();
    }
  }

  static class SumCase implements MergeContract {
    @Override
    public Merge extension() {
      return new Sum();
    }

    @Override
    public List<List<Shape>> inputs() {
      Shape row = Shape.of(Shape.BATCH, 3);
      return List.of(List.of(row, row), List.of(row, row, Shape.of(Shape.BATCH, 1)));
    }
  }

  /** Makes two rows of each. */
  record Halves() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      return Tensor.concat(1, List.of(y, y)).reshape(Shape.of(2 * Shape.BATCH, x.shape().last()));
    }
  }

  static class HalvesCase extends OnRows {
    @Override
    public Layer extension() {
      return new Halves();
    }
  }

  /** Drops a feature in training, and forgets to in evaluation. */
  record Narrower() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      return scope.isTraining() ? y.slice(1, 0, 2).add(y.slice(1, 1, 3)) : y;
    }
  }

  static class NarrowerCase extends OnRows {
    @Override
    public Layer extension() {
      return new Narrower();
    }
  }

  /** Believes any input to have two dimensions. */
  record Careless() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      long features = x.shape().dims()[1];
      return features < 1 ? x : x.add(scope.parameter("bias", Shape.of(features), ONE));
    }
  }

  static class CarelessCase extends OnRows {
    @Override
    public Layer extension() {
      return new Careless();
    }
  }

  static class OtherReasonCase extends ScaleCase {
    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("no images, please", Shape.of(Shape.BATCH, 3, 5, 5)));
    }
  }

  static class NotRefusedCase extends ScaleCase {
    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("rows of at least 2", Shape.of(Shape.BATCH, 1)));
    }
  }

  static class WithoutInputsCase extends ScaleCase {
    @Override
    public List<Shape> inputs() {
      return List.of();
    }
  }

  @Test
  void right_layers_break_no_law() {
    assertThat(Verdict.of(ScaleCase.class).broken()).isEmpty();
    assertThat(Verdict.of(ScaleCase.class).held()).isEqualTo(17);
    assertThat(Verdict.of(RestlessCase.class).broken()).isEmpty();
    assertThat(Verdict.of(SumCase.class).broken()).isEmpty();
  }

  @Test
  void an_output_that_is_no_batch_is_found() {
    assertThat(Verdict.of(HalvesCase.class).broken())
        .containsKey("the output is a batch of the inferred type");
    assertThat(
            Verdict.of(HalvesCase.class).broken().get("the output is a batch of the inferred type"))
        .contains("the output is FLOAT[2N, 3], which has not a row for each example")
        .contains("on FLOAT[4, 3] in training");
  }

  @Test
  void an_output_that_differs_in_evaluation_is_found() {
    Verdict.of(NarrowerCase.class)
        .breaksOnly(
            "the output is a batch of the inferred type",
            "the output is FLOAT[N, 2] in training and FLOAT[N, 3] in evaluation",
            "FLOAT[4, 3]");
  }

  @Test
  void capabilities_that_are_not_declared_are_found() {
    Map<String, String> broken = Verdict.of(UndeclaredCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "rows of a batch do not touch one another",
            "training draws and updates what is declared");
    assertThat(broken.get("training draws and updates what is declared"))
        .contains("drawsAtRandom() is declared to be false, and true was found");
  }

  @Test
  void capabilities_that_are_declared_and_not_there_are_found() {
    Map<String, String> broken = Verdict.of(OverdeclaredCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "gradients reach every input and parameter",
            "rows of a batch do not touch one another",
            "training draws and updates what is declared");
    assertThat(broken.get("gradients reach every input and parameter"))
        .contains("isDifferentiable() is declared to be false, and there are gradients");
    assertThat(broken.get("rows of a batch do not touch one another"))
        .contains("mixesRows() is declared to be true, and no row changed with the others");
  }

  @Test
  void an_exception_that_is_not_about_shapes_is_found() {
    Verdict.of(CarelessCase.class)
        .breaksOnly(
            "it takes or refuses inputs of every rank and type",
            "threw java.lang.ArrayIndexOutOfBoundsException",
            "FLOAT[]");
  }

  @Test
  void a_refusal_for_another_reason_is_found() {
    Verdict.of(OtherReasonCase.class)
        .breaksOnly(
            "it refuses what it is declared to refuse",
            "it says \"layer: it needs FLOAT rows, got FLOAT[N, 3, 5, 5]\", and is declared to say"
                + " \"no images, please\"",
            "[FLOAT[N, 3, 5, 5]]");
  }

  @Test
  void what_is_taken_although_it_is_declared_to_be_refused_is_found() {
    Verdict.of(NotRefusedCase.class)
        .breaksOnly(
            "it refuses what it is declared to refuse",
            "it made FLOAT[N, 1] of them",
            "[FLOAT[N, 1]]");
  }

  @Test
  void a_contract_that_tries_nothing_is_refused() {
    assertThat(Verdict.of(WithoutInputsCase.class).broken().values())
        .hasSize(14)
        .allMatch(message -> message.contains("the contract names no inputs to try it with"));
  }
}
