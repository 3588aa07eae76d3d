package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Regularizer;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.plugins.optimizers.WeightDecay;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loss charges for parameters. */
class RegularizerTest {
  private static final Backend BACKEND = new OnnxRuntimeBackend();

  @TempDir Path folder;
  private final Dataset training = Toys.data(45, 1);
  private final Dataset validation = Toys.data(11, 2);

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  private Trained fit(Experiment experiment, String run) {
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment, "e", BACKEND, work, new Lines())
        .fit(training, Optional.of(validation));
  }

  private static double penalty(Regularizer regularizer, Shape shape, double... values) {
    Tensor w = Tensor.input("w", DataType.FLOAT, shape);
    return Interpreter.run(regularizer.penalty(w), Map.of("w", Value.floats(shape, values)))
        .data()[0];
  }

  @Test
  void penalties_are_what_keras_charges() {
    Shape matrix = Shape.of(2, 2);
    assertThat(penalty(Regularizer.l1(0.1), matrix, 1, -2, 0, 3)).isCloseTo(0.6, within(1e-12));
    assertThat(penalty(Regularizer.l2(0.1), matrix, 1, -2, 0, 3)).isCloseTo(1.4, within(1e-12));
    assertThat(penalty(new Regularizer.L1L2(0.1, 0.01), matrix, 1, -2, 0, 3))
        .isCloseTo(0.74, within(1e-12));
  }

  /** Of [3 4] and [1 0] the cosine is 0.6; of the columns [3 1] and [4 0] it is 12 / sqrt(160). */
  @Test
  void rows_and_columns_are_charged_for_by_their_cosines() {
    Shape matrix = Shape.of(2, 2);
    List<String> all = List.of();
    assertThat(penalty(new Regularizer.Orthogonal(0.5, false, all), matrix, 3, 4, -1, 0))
        .isCloseTo(0.5 * 0.6, within(1e-9));
    assertThat(penalty(new Regularizer.Orthogonal(0.5, true, all), matrix, 3, 4, 1, 0))
        .isCloseTo(0.5 * 12 / Math.sqrt(160), within(1e-9));
    // Three rows: pairs at right angles, equal, and at right angles.
    assertThat(penalty(new Regularizer.Orthogonal(), Shape.of(3, 1, 1, 2), 2, 0, 0, 5, 0, 1))
        .isCloseTo(0.01 / 3, within(1e-9));
    assertThat(penalty(new Regularizer.Orthogonal(), Shape.of(1, 2), 1, 2)).isZero();
    assertThat(penalty(new Regularizer.Orthogonal(), matrix, 0, 0, 1, 2)).isZero();
  }

  @Test
  void gradients_agree_with_finite_differences() {
    double[] at = {0.5, -1.5, 2, 0.25, -0.75, 1};
    Shape shape = Shape.of(3, 2);
    Tensor w = Tensor.input("w", DataType.FLOAT, shape);
    for (Regularizer regularizer :
        List.of(
            new Regularizer.L1L2(0.3, 0.2),
            new Regularizer.Orthogonal(0.7, false, List.of()),
            new Regularizer.Orthogonal(0.7, true, List.of()))) {
      Tensor gradient = Gradients.of(regularizer.penalty(w), List.of(w)).get(0);
      double[] actual = Interpreter.run(gradient, Map.of("w", Value.floats(shape, at))).data();
      for (int i = 0; i < at.length; i++) {
        double[] more = at.clone();
        double[] less = at.clone();
        more[i] += 1e-5;
        less[i] -= 1e-5;
        double slope =
            (penalty(regularizer, shape, more) - penalty(regularizer, shape, less)) / 2e-5;
        assertThat(actual[i]).as(regularizer + " " + i).isCloseTo(slope, within(1e-8));
      }
    }
  }

  /** The gradient of l2 w^2 is 2 l2 w, which is what weight decay takes. */
  @Test
  void squares_are_weight_decay_to_plain_descent() {
    Experiment plain = Toys.plain().withEpochs(2);
    Trained charged = fit(plain.withRegularizers(Regularizer.l2(0.01, "kernel$")), "charged");
    Trained decayed =
        fit(plain.withOptimizer(new WeightDecay(new Sgd(0.5), 0.02, List.of("bias$"))), "decayed");
    charged
        .values()
        .forEach(
            (path, value) ->
                assertThat(value.toFloats())
                    .containsExactly(decayed.values().get(path).toFloats(), within(1e-5f)));
    assertThat(charged.values().get("dense/kernel").toFloats())
        .isNotEqualTo(fit(plain, "plain").values().get("dense/kernel").toFloats());
  }

  @Test
  void losses_of_training_and_validation_have_the_penalty_in_them() {
    Experiment still = Toys.plain().withSchedule(progress -> 0);
    Trained plain = fit(still, "plain");
    Trained charged =
        fit(
            still.withRegularizers(
                Regularizer.l2(0.5, "kernel$"), Regularizer.l1(0.25, "dense/.*l$")),
            "charged");
    double penalty = 0;
    for (float w : plain.values().get("dense/kernel").toFloats()) {
      penalty += 0.5 * w * w + 0.25 * Math.abs(w);
    }
    for (String loss : List.of("loss", "val_loss")) {
      double without = plain.history().epochs().get(0).values().get(loss);
      double with = charged.history().epochs().get(0).values().get(loss);
      assertThat(with - without).isCloseTo(penalty, within(1e-5));
    }
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Local(), new Strategy.Synchronous(2, 4), new Strategy.LocalSgd(3, 2));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_resumed_run_ends_with_the_same_bits(Strategy strategy) {
    Experiment experiment =
        Toys.stateful()
            .withRegularizers(Regularizer.l2(0.01, "kernel$"))
            .withStrategy(strategy)
            .withEpochs(3);
    Trained whole = fit(experiment, "whole");
    fit(experiment.withEpochs(1), "resumed");
    assertThat(Toys.bits(fit(experiment, "resumed").values())).isEqualTo(Toys.bits(whole.values()));
  }

  /** Slices' averages are weighted by examples, so the penalty counts once. */
  @Test
  void slices_are_charged_as_one_process_is() {
    Experiment experiment = Toys.plain().withRegularizers(Regularizer.l2(0.05));
    Map<String, NDArray> local = fit(experiment, "local").values();
    Map<String, NDArray> sliced =
        fit(experiment.withStrategy(new Strategy.Synchronous(2, 4)), "sliced").values();
    local.forEach(
        (path, value) ->
            assertThat(sliced.get(path).toFloats())
                .containsExactly(value.toFloats(), within(1e-5f)));
  }
}
