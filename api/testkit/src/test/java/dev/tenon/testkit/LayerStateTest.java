package dev.tenon.testkit;

import static dev.tenon.testkit.OnRows.ONE;
import static dev.tenon.testkit.OnRows.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Layers each of which is wrong in its variables, in state, chance or rows. */
class LayerStateTest {
  private static final AtomicInteger EMISSIONS = new AtomicInteger();

  /** Numbers its parameter by how often any of its kind was emitted. */
  record Numbered() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      String name = "bias_" + EMISSIONS.getAndIncrement();
      Tensor y = scaled(scope, x);
      return scope.isTraining() ? y.add(scope.parameter(name, Shape.of(3), ONE)) : y;
    }
  }

  static class NumberedCase extends OnRows {
    @Override
    public Layer extension() {
      return new Numbered();
    }
  }

  /** Has a parameter that only evaluation uses. */
  record Late() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor y = scaled(scope, x);
      return scope.isTraining() ? y : y.mul(scope.parameter("late", Shape.of(3), ONE));
    }
  }

  static class LateCase extends OnRows {
    @Override
    public Layer extension() {
      return new Late();
    }
  }

  /** Counts its emissions and computes with the number. */
  record Counting() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).add(EMISSIONS.getAndIncrement());
    }
  }

  static class CountingCase extends OnRows {
    @Override
    public Layer extension() {
      return new Counting();
    }
  }

  /** Moves its statistics in evaluation, too. */
  record Drifting() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor mean = scope.state("mean", Shape.SCALAR, ONE);
      scope.update("mean", mean.mul(0.9).add(x.reduceMean(false).mul(0.1)));
      return scaled(scope, x).sub(mean);
    }
  }

  static class DriftingCase extends OnRows {
    @Override
    public Layer extension() {
      return new Drifting();
    }

    @Override
    public boolean updatesState() {
      return true;
    }
  }

  /** Asks for random numbers whatever the graph is for. */
  record Noisy() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor step = Tensor.constant(1).cast(DataType.INT64);
      return scaled(scope, x).add(Tensor.of(new RandomUniform(7), step, x));
    }
  }

  static class NoisyCase extends OnRows {
    @Override
    public Layer extension() {
      return new Noisy();
    }

    @Override
    public boolean drawsAtRandom() {
      return true;
    }
  }

  /** Subtracts the mean of the batch. */
  record Mixing() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).sub(x.reduceMean(true, 0));
    }
  }

  static class MixingCase extends OnRows {
    @Override
    public Layer extension() {
      return new Mixing();
    }
  }

  /** Has a parameter for each example. */
  record Personal() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return scaled(scope, x).add(scope.parameter("own", x.shape(), ONE));
    }
  }

  static class PersonalCase extends OnRows {
    @Override
    public Layer extension() {
      return new Personal();
    }
  }

  @Test
  void names_that_change_are_found() {
    assertThat(Verdict.of(NumberedCase.class).broken())
        .containsKey("its variables are the same whenever it is emitted");
    assertThat(
            Verdict.of(NumberedCase.class)
                .broken()
                .get("its variables are the same whenever it is emitted"))
        .contains("it has [layer/gain[3], layer/bias_")
        .contains("on FLOAT[4, 3] in training");
  }

  @Test
  void a_parameter_of_evaluation_alone_is_found() {
    Verdict.of(LateCase.class)
        .breaksOnly(
            "its variables are the same whenever it is emitted",
            "it has [layer/gain[3]] in training, and needs [layer/gain[3], layer/late[3]] in"
                + " evaluation",
            "FLOAT[4, 3] in training");
  }

  @Test
  void what_is_kept_outside_the_graph_is_found() {
    Verdict.of(CountingCase.class)
        .breaksOnly(
            "it computes the same whenever it is emitted",
            "the output is [",
            "FLOAT[4, 3] in training");
  }

  @Test
  void state_that_evaluation_updates_is_found() {
    Verdict.of(DriftingCase.class)
        .breaksOnly(
            "evaluation draws nothing at random and updates nothing",
            "evaluation updates [layer/mean]",
            "FLOAT[4, 3] in evaluation");
  }

  @Test
  void chance_in_evaluation_is_found_and_so_is_chance_that_repeats() {
    Map<String, String> broken = Verdict.of(NoisyCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "evaluation draws nothing at random and updates nothing",
            "training draws and updates what is declared");
    assertThat(broken.get("evaluation draws nothing at random and updates nothing"))
        .contains("evaluation draws random numbers; on FLOAT[4, 3] in evaluation");
    assertThat(broken.get("training draws and updates what is declared"))
        .contains("what is drawn at step 2 is what is drawn at step 1");
  }

  @Test
  void rows_that_mix_are_found() {
    Verdict.of(MixingCase.class)
        .breaksOnly(
            "rows of a batch do not touch one another",
            "when the others changed",
            "FLOAT[4, 3] in evaluation");
  }

  @Test
  void a_parameter_for_each_example_is_found() {
    assertThat(
            Verdict.of(PersonalCase.class)
                .broken()
                .get("its variables do not depend on the batch size"))
        .contains("layer/own has the shape [N, 3]; on FLOAT[4, 3] in training");
  }
}
