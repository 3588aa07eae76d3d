package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Summary;
import dev.tenon.experiment.Validation;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.spi.Seeds;
import dev.tenon.training.StepGraph;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  static Stream<Definition> shipped() {
    return ServiceLoader.load(Definition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void every_example_is_shipped_under_its_own_name() {
    assertThat(shipped())
        .extracting(Definition::name)
        .containsExactlyInAnyOrder(
            "fashion-mnist", "fashion-mnist-resnet", "scenes", "scenes-normalized");
    assertThat(shipped()).allSatisfy(d -> assertThat(d.summary()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void every_example_is_valid_and_named_alike(Definition definition) {
    Experiment experiment = definition.experiment();

    assertThat(Validation.of(experiment).list()).isEmpty();
    assertThat(experiment.name()).isEqualTo(definition.name());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void every_example_round_trips_through_json(Definition definition) {
    Experiment experiment = definition.experiment();
    try (Tenon tenon = Tenon.create(new Options())) {
      String json = tenon.codec().write(experiment);

      assertThat(tenon.codec().read(json, definition.name())).isEqualTo(experiment);
    }
  }

  @Test
  void the_fashion_mnist_source_has_as_many_classes_as_the_model_predicts() {
    assertThat(
            Validation.of(
                    new FashionMnistCnn().experiment(),
                    dev.tenon.plugins.sources.FashionMnist.CLASSES)
                .list())
        .isEmpty();
  }

  @Test
  void the_scenes_model_is_summarized_as_keras_summarizes_it() {
    assertThat(Summary.of(new SceneCnn().experiment()).text())
        .isEqualTo(
            """
            Model: "scenes"
            _____________________________________________________________________________
            Layer (type)                             Output Shape              Param #  \s
            =============================================================================
            conv2d (Conv2D)                          (None, 150, 150, 64)      1792     \s
            _____________________________________________________________________________
            conv2d_1 (Conv2D)                        (None, 150, 150, 64)      36928    \s
            _____________________________________________________________________________
            max_pooling2d (MaxPooling2D)             (None, 75, 75, 64)        0        \s
            _____________________________________________________________________________
            conv2d_2 (Conv2D)                        (None, 75, 75, 128)       73856    \s
            _____________________________________________________________________________
            conv2d_3 (Conv2D)                        (None, 75, 75, 128)       147584   \s
            _____________________________________________________________________________
            max_pooling2d_1 (MaxPooling2D)           (None, 37, 37, 128)       0        \s
            _____________________________________________________________________________
            conv2d_4 (Conv2D)                        (None, 37, 37, 256)       295168   \s
            _____________________________________________________________________________
            conv2d_5 (Conv2D)                        (None, 37, 37, 256)       590080   \s
            _____________________________________________________________________________
            max_pooling2d_2 (MaxPooling2D)           (None, 18, 18, 256)       0        \s
            _____________________________________________________________________________
            flatten (Flatten)                        (None, 82944)             0        \s
            _____________________________________________________________________________
            dense (Dense)                            (None, 64)                5308480  \s
            _____________________________________________________________________________
            batch_normalization (BatchNormalization) (None, 64)                256      \s
            _____________________________________________________________________________
            dropout (Dropout)                        (None, 64)                0        \s
            _____________________________________________________________________________
            dense_1 (Dense)                          (None, 6)                 390      \s
            =============================================================================
            Total params: 6,454,534
            Trainable params: 6,454,406
            Non-trainable params: 128
            _____________________________________________________________________________
            """);
  }

  @Test
  void the_normalized_scenes_model_is_summarized_as_keras_summarizes_it() {
    assertThat(Summary.of(new NormalizedSceneCnn().experiment()).text())
        .isEqualTo(
            """
            Model: "scenes-normalized"
            _______________________________________________________________________________
            Layer (type)                               Output Shape              Param #  \s
            ===============================================================================
            conv2d (Conv2D)                            (None, 150, 150, 64)      1792     \s
            _______________________________________________________________________________
            conv2d_1 (Conv2D)                          (None, 150, 150, 64)      36928    \s
            _______________________________________________________________________________
            max_pooling2d (MaxPooling2D)               (None, 75, 75, 64)        0        \s
            _______________________________________________________________________________
            batch_normalization (BatchNormalization)   (None, 75, 75, 64)        256      \s
            _______________________________________________________________________________
            conv2d_2 (Conv2D)                          (None, 75, 75, 128)       73856    \s
            _______________________________________________________________________________
            conv2d_3 (Conv2D)                          (None, 75, 75, 128)       147584   \s
            _______________________________________________________________________________
            max_pooling2d_1 (MaxPooling2D)             (None, 37, 37, 128)       0        \s
            _______________________________________________________________________________
            batch_normalization_1 (BatchNormalization) (None, 37, 37, 128)       512      \s
            _______________________________________________________________________________
            conv2d_4 (Conv2D)                          (None, 37, 37, 256)       295168   \s
            _______________________________________________________________________________
            conv2d_5 (Conv2D)                          (None, 37, 37, 256)       590080   \s
            _______________________________________________________________________________
            max_pooling2d_2 (MaxPooling2D)             (None, 18, 18, 256)       0        \s
            _______________________________________________________________________________
            batch_normalization_2 (BatchNormalization) (None, 18, 18, 256)       1024     \s
            _______________________________________________________________________________
            flatten (Flatten)                          (None, 82944)             0        \s
            _______________________________________________________________________________
            dense (Dense)                              (None, 64)                5308480  \s
            _______________________________________________________________________________
            batch_normalization_3 (BatchNormalization) (None, 64)                256      \s
            _______________________________________________________________________________
            dropout (Dropout)                          (None, 64)                0        \s
            _______________________________________________________________________________
            dense_1 (Dense)                            (None, 6)                 390      \s
            ===============================================================================
            Total params: 6,456,326
            Trainable params: 6,455,302
            Non-trainable params: 1,024
            _______________________________________________________________________________
            """);
  }

  static Stream<Definition> scenes() {
    return Stream.of(new SceneCnn(), new NormalizedSceneCnn());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void a_real_training_step_of_32_scenes_learns_something_finite(Definition definition) {
    Experiment experiment = definition.experiment();
    StepGraph step = StepGraph.training(experiment);
    Map<String, NDArray> first = step.initialValues(experiment.seed());
    try (Tenon tenon = Tenon.create(new Options());
        Session session = tenon.backend().open(step.graph())) {
      first.forEach(session::write);
      Map<String, NDArray> outputs = session.run(feeds(experiment.batch(), 1));

      assertThat(outputs.get(StepGraph.LOSS).toFloats()[0])
          .as("near log 6, as before any learning")
          .isBetween(0.5f, 6f);
      assertThat(outputs.get(StepGraph.PREDICTION).shape()).isEqualTo(Shape.of(32, 6));
      for (String parameter : List.of("conv2d/kernel", "conv2d_5/bias", "dense_1/kernel")) {
        float[] before = first.get(parameter).toFloats();
        float[] after = session.read(parameter).toFloats();
        assertThat(after).isNotEqualTo(before);
        assertThat(IntStream.range(0, after.length))
            .as("Adam's first step is at most the learning rate")
            .allMatch(i -> Math.abs(after[i] - before[i]) <= 0.00101);
      }
    }
  }

  private static Map<String, NDArray> feeds(int batch, long step) {
    byte[] samples = new byte[batch * 150 * 150 * 3];
    var random = Seeds.random(1, "samples");
    random.nextBytes(samples);
    long[] labels = IntStream.range(0, batch).mapToLong(i -> i % 6).toArray();
    return Map.of(
        StepGraph.IMAGE,
        NDArray.bytes(Shape.of(batch, 150, 150, 3), samples),
        StepGraph.LABEL,
        NDArray.longs(Shape.of(batch), labels),
        StepGraph.STEP,
        NDArray.longs(Shape.SCALAR, step),
        StepGraph.LEARNING_RATE,
        NDArray.floats(Shape.SCALAR, 0.001f));
  }
}
