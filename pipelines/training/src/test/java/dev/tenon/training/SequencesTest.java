package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Summary;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Bidirectional;
import dev.tenon.plugins.layers.Conv1D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.GRU;
import dev.tenon.plugins.layers.LSTM;
import dev.tenon.plugins.layers.LayerNormalization;
import dev.tenon.plugins.layers.MultiHeadAttention;
import dev.tenon.plugins.layers.Reshape;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.spi.History;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of layer that takes sequences, one behind the other, on rows of an image as steps. */
class SequencesTest {
  @TempDir Path folder;

  private static Experiment experiment() {
    return Toys.plain()
        .withName("sequences")
        .withModel(
            new Model(
                new Input(Toys.SIDE, Toys.SIDE, 1),
                new Reshape(Toys.SIDE, -1),
                new Conv1D(8, 3, new Relu()),
                new LSTM(10).withReturnSequences(true),
                new MultiHeadAttention(2, 3),
                new LayerNormalization(),
                new Dense(5),
                new Bidirectional(new GRU(3)),
                new Dense(3, new Softmax())))
        .withOptimizer(new Adam(0.02))
        .withEpochs(6)
        .validated();
  }

  @Test
  void shapes_and_parameters_are_those_that_keras_prints() {
    assertThat(Summary.of(experiment()).rows())
        .extracting(
            row -> row.name() + " " + Arrays.toString(row.output().dims()) + " " + row.parameters())
        .containsExactly(
            "reshape [-1, 6, 6] 0",
            "conv1d [-1, 4, 8] 152",
            "lstm [-1, 4, 10] 760",
            "multi_head_attention [-1, 4, 10] 268",
            "layer_normalization [-1, 4, 10] 20",
            "dense [-1, 4, 5] 55",
            "bidirectional [-1, 6] 180",
            "dense_1 [-1, 3] 21");
  }

  @Test
  void the_loss_falls_until_unseen_images_are_told_apart() {
    try (Backend backend = new OnnxRuntimeBackend()) {
      History history =
          new Trainer(experiment(), "e", backend, new WorkDirectory(folder), new Lines())
              .fit(Toys.data(96, 1), Optional.of(Toys.data(30, 2)))
              .history();

      History.Epoch first = history.epochs().get(0);
      History.Epoch last = history.epochs().get(5);
      assertThat(last.value("loss")).isLessThan(first.value("loss") / 4);
      assertThat(last.value("val_accuracy")).isGreaterThan(0.9);
    }
  }
}
