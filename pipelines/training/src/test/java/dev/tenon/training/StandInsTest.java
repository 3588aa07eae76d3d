package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.optimizers.GradientAccumulation;
import dev.tenon.plugins.optimizers.MovingAverage;
import dev.tenon.plugins.optimizers.RateMultiplier;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.spi.Optimizer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training by optimizers that gather gradients or average parameters. */
class StandInsTest {
  private static final Backend BACKEND = new OnnxRuntimeBackend();
  private static final String AVERAGE = "moving_average/dense/kernel/moving_average";

  @TempDir Path folder;
  private final Dataset training = Toys.data(45, 1);
  private final Dataset validation = Toys.data(11, 2);

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  private Trained fit(Experiment experiment, String run, Dataset data) {
    WorkDirectory work = new WorkDirectory(folder.resolve(run));
    return new Trainer(experiment, "e", BACKEND, work, new Lines())
        .fit(data, Optional.of(validation));
  }

  private static Optimizer both() {
    return new MovingAverage(new GradientAccumulation(new Adam(0.02), 4), 0.8);
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Local(), new Strategy.Synchronous(2, 4), new Strategy.LocalSgd(3, 2));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_resumed_run_ends_with_the_same_bits(Strategy strategy) {
    Experiment experiment =
        Toys.stateful().withOptimizer(both()).withStrategy(strategy).withEpochs(4);
    Trained whole = fit(experiment, "whole", training);
    fit(experiment.withEpochs(2), "resumed", training);
    Trained resumed = fit(experiment, "resumed", training);

    assertThat(resumed.history()).isEqualTo(whole.history());
    assertThat(Toys.bits(resumed.values())).isEqualTo(Toys.bits(whole.values()));
  }

  @Test
  void one_slice_and_one_worker_are_training_by_one_process() {
    Experiment experiment = Toys.stateful().withOptimizer(both()).withEpochs(2);
    Trained local = fit(experiment, "local", training);
    Trained slice = fit(experiment.withStrategy(new Strategy.Synchronous(1)), "slice", training);
    Trained worker = fit(experiment.withStrategy(new Strategy.LocalSgd(1, 2)), "worker", training);

    assertThat(slice.history()).isEqualTo(local.history());
    assertThat(Toys.bits(slice.values())).isEqualTo(Toys.bits(local.values()));
    assertThat(worker.history()).isEqualTo(local.history());
    assertThat(worker.values().get(AVERAGE).toFloats())
        .isEqualTo(local.values().get(AVERAGE).toFloats());
  }

  /** Twelve batches of 4 are six of 8, with the same records in them. */
  @Test
  void gathered_gradients_are_those_of_a_larger_batch() {
    Dataset even = Toys.data(48, 1);
    Experiment large = Toys.plain().withBatch(8).withEpochs(2);
    Experiment small = large.withBatch(4).withOptimizer(new GradientAccumulation(new Sgd(0.5), 2));
    assertThat(fit(small, "small", even).values().get("dense/kernel").toFloats())
        .containsExactly(
            fit(large, "large", even).values().get("dense/kernel").toFloats(), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void validation_uses_the_averages(Strategy strategy) {
    Experiment experiment =
        Toys.stateful()
            .withOptimizer(new MovingAverage(new Adam(0.02), 0.9))
            .withStrategy(strategy);
    Trained trained = fit(experiment, "run", training);
    double told = trained.history().epochs().get(0).values().get("val_loss");

    Map<String, NDArray> averages = new LinkedHashMap<>(trained.values());
    for (String path :
        List.of(
            "conv2d/kernel",
            "conv2d/bias",
            "batch_normalization/gamma",
            "batch_normalization/beta",
            "dense/kernel",
            "dense/bias")) {
      averages.put(path, trained.values().get("moving_average/" + path + "/moving_average"));
    }
    assertThat(told).isCloseTo(loss(experiment, averages), within(1e-6));
    assertThat(Math.abs(told - loss(experiment, trained.values()))).isGreaterThan(1e-4);
    assertThat(Toys.bits(StandIns.of(experiment).in(trained.values())))
        .isEqualTo(Toys.bits(averages));
  }

  private double loss(Experiment experiment, Map<String, NDArray> values) {
    StepGraph graph = StepGraph.evaluation(experiment);
    double[] sum = {0};
    try (Loader loader = new Loader(experiment.model().input(), 11, 1);
        Session session = BACKEND.open(graph.graph())) {
      graph.variables().forEach(v -> session.write(v.path(), values.get(v.path())));
      loader.each(
          validation,
          IntStream.range(0, 11).toArray(),
          Loader.Change.NONE,
          batch -> {
            FloatBuffer losses =
                session
                    .run(Map.of("image", batch.image(), "label", batch.label()))
                    .get("loss")
                    .floats();
            while (losses.hasRemaining()) {
              sum[0] += losses.get() / 11.0;
            }
          });
    }
    return sum[0];
  }

  @Test
  void workers_share_their_averages_and_keep_other_slots() {
    Experiment experiment =
        Toys.plain()
            .withOptimizer(new MovingAverage(new Adam(0.02), 0.9))
            .withStrategy(new Strategy.LocalSgd(3, 2));
    assertThat(fit(experiment, "run", training).values())
        .containsKeys(AVERAGE, "moving_average/dense/kernel/m:worker-0")
        .doesNotContainKey(AVERAGE + ":worker-0");
    assertThat(StandIns.of(Toys.plain()).paths()).isEmpty();
  }

  /** What is frozen by the outermost optimizer costs no backward pass. */
  @Test
  void the_gradient_of_a_frozen_layer_is_not_computed() {
    Experiment experiment = Toys.stateful();
    assertThat(operators(experiment)).contains("ConvFilterGrad");
    Experiment frozen =
        experiment.withOptimizer(new RateMultiplier(new Adam(), 0, "^conv2d/", "^batch_norm"));
    assertThat(operators(frozen)).doesNotContain("ConvFilterGrad", "MaxPoolGrad", "ReluGrad");
  }

  private static List<String> operators(Experiment experiment) {
    return StepGraph.training(experiment).graph().nodes().stream()
        .map(node -> node.op().getClass().getSimpleName())
        .toList();
  }
}
