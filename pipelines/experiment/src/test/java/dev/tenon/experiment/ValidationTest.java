package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Monitor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
  private static final Layer ROWS = new Parts.Rows();

  @Test
  void a_sound_experiment_has_no_problems() {
    assertThatProblems(Parts.small()).isEmpty();
    assertThatProblems(Parts.full()).isEmpty();
    assertThat(Parts.full().validated()).isEqualTo(Parts.full());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "..", ".hidden", "-x", "\u00e4", "a\nb"})
  void a_name_that_is_no_file_name_is_refused(String name) {
    assertThatProblems(Parts.small().withName(name))
        .singleElement()
        .asString()
        .startsWith("name: must be letters, digits,")
        .endsWith("got '" + name + "'");
  }

  @Test
  void epochs_and_batch_must_be_positive() {
    assertThatProblems(Parts.small().withEpochs(0).withBatch(-1))
        .extracting(Problem::toString)
        .containsExactly("epochs: must be at least 1, got 0", "batch: must be at least 1, got -1");
  }

  @Test
  void a_batch_must_be_divisible_into_slices_of_one_size() {
    assertThatProblems(Parts.small().withBatch(10).withStrategy(new Strategy.Synchronous(4)))
        .extracting(Problem::toString)
        .containsExactly(
            "strategy.slices: must divide the batch of 10 into parts of one size, got 4");
    assertThatProblems(Parts.small().withBatch(12).withStrategy(new Strategy.Synchronous(4)))
        .isEmpty();
  }

  @Test
  void class_weights_are_of_classes_that_exist_and_finite_and_not_negative() {
    assertThatProblems(Parts.small().withClassWeights(Map.of(0, 0.0, 2, 7.5))).isEmpty();
    assertThatProblems(
            Parts.small()
                .withClassWeights(Map.of(-1, 1.0, 3, 1.0, 0, -0.5, 1, Double.NaN, 2, 1e39)))
        .extracting(Problem::toString)
        .containsExactly(
            "classWeights.-1: there is no class -1: the model tells 3 classes apart, 0 to 2",
            "classWeights.0: must be finite and 0 or more, got -0.5",
            "classWeights.1: must be finite and 0 or more, got NaN",
            "classWeights.2: must be finite and 0 or more, got 1.0E39",
            "classWeights.3: there is no class 3: the model tells 3 classes apart, 0 to 2");
  }

  @Test
  void a_regularizer_must_find_parameters_that_fit() {
    assertThatProblems(Parts.small().withRegularizers(Regularizer.l2(1))).isEmpty();
    assertThatProblems(
            Parts.small()
                .withRegularizers(
                    Regularizer.l2(1), Regularizer.l1(1, "[$]"), new Regularizer.Orthogonal()))
        .extracting(Problem::toString)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "regularizers[1]: '[$]' is found in the path of no parameter; there"),
            second ->
                assertThat(second)
                    .startsWith("regularizers[2]: ")
                    .contains("compares rows of matrices, and there are none in [8]"));
  }

  @Test
  void a_batch_of_images_must_fit_into_memory() {
    Model model = Parts.small().model();
    Input input = model.input();
    int most = Integer.MAX_VALUE / (input.height() * input.width() * input.channels());

    assertThatProblems(Parts.small().withBatch(most)).isEmpty();
    assertThatProblems(Parts.small().withBatch(most + 1))
        .extracting(Problem::toString)
        .containsExactly(
            "batch: must be at most %d, so that its images fit into 2 GiB, got %d"
                .formatted(most, most + 1));
    Input vast = new Input(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThatProblems(Parts.small().withModel(new Model(vast, model.layers())))
        .extracting(Problem::toString)
        .contains("model.input: is too large: an image must be smaller than 2 GiB");
  }

  private static Augmentation cutting(int rows) {
    return (canvas, random) -> {
      if (rows > canvas.height()) {
        throw new UserError("cannot cut " + rows + " rows out of " + canvas.height());
      }
      canvas.warp(Affine.window(rows, canvas.width(), 0, 0));
    };
  }

  @Test
  void augmentations_must_take_the_models_images_and_give_their_size_back() {
    Experiment small = Parts.small();
    int height = small.model().input().height();
    int width = small.model().input().width();
    Augmentation doubling = (canvas, random) -> canvas.warp(Affine.window(2 * height, width, 0, 0));

    assertThatProblems(small.withAugmentations(doubling, cutting(height + 1), cutting(height)))
        .isEmpty();
    assertThatProblems(small.withAugmentations(cutting(1), cutting(2)))
        .extracting(Problem::toString)
        .containsExactly("augmentations[1]: cannot cut 2 rows out of 1");
    assertThatProblems(small.withAugmentations(cutting(1)))
        .extracting(Problem::toString)
        .containsExactly(
            "augmentations: leave images of 1x%d, and the model takes %dx%d: let the last one give"
                    .formatted(width, height, width)
                + " them that size again, as resizing and crops do");
  }

  private static Experiment twoImages(Input first, Input second) {
    Node x = Node.input(first).then(new Parts.Rows(), new Parts.Units(3));
    Node y = Node.input("twin", second).then(new Parts.Rows(), new Parts.Units(3));
    return Parts.small().withModel(Model.of(Node.of(new Parts.Sum(), x, y))).withBatch(1);
  }

  @Test
  void augmentations_must_give_other_images_their_size_back_too() {
    assertThatProblems(
            twoImages(new Input(4, 4, 3), new Input(6, 4, 3)).withAugmentations(cutting(4)))
        .extracting(Problem::toString)
        .containsExactly(
            "augmentations: leave images of 4x4, and the model takes 6x4 as twin: let the last one"
                + " give them that size again, as resizing and crops do, or choose others: they"
                + " change all images of an example");
    assertThatProblems(
            twoImages(new Input(4, 4, 3), new Input(4, 4, 3)).withAugmentations(cutting(4)))
        .isEmpty();
  }

  @Test
  void two_images_are_not_mixed_however_large_they_are() {
    Mixing mixing = (canvas, other, random) -> 1;
    for (int side : new int[] {4, 4097}) {
      Input image = new Input(side, side, 1);
      assertThatProblems(twoImages(image, image).withAugmentations(mixing))
          .extracting(Problem::toString)
          .singleElement()
          .asString()
          .startsWith("augmentations[0]: ")
          .contains(" mixes images and their labels alone");
    }
  }

  private record OfMatrices(double learningRate) implements Optimizer {
    @Override
    public Tensor update(Update update) {
      if (update.parameter().shape().rank() == 1) {
        throw new UserError(update.scope().path() + " has no columns");
      }
      return update.parameter();
    }
  }

  @Test
  void an_optimizer_that_refuses_a_parameter_is_told_of() {
    assertThatProblems(Parts.small().withOptimizer(new OfMatrices(0.1)))
        .extracting(Problem::toString)
        .containsExactly("optimizer: of_matrices/units/bias has no columns");
  }

  @Test
  void an_augmentation_that_changes_the_size_of_some_images_only_is_met() {
    Augmentation rarely =
        (canvas, random) -> {
          if (random.nextDouble() < 0.5) {
            cutting(1).apply(canvas, random);
          }
        };
    for (long seed = 0; seed < 20; seed++) {
      assertThatProblems(Parts.small().withAugmentations(rarely).withSeed(seed)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void the_learning_rate_must_be_positive_and_finite(double rate) {
    assertThatProblems(Parts.small().withOptimizer(new Parts.Descent(rate)))
        .containsExactly(
            new Problem("optimizer.learningRate", "must be positive and finite, got " + rate));
  }

  @Test
  void a_model_needs_layers() {
    assertThatProblems(Parts.small().withModel(new Model(new Input(4, 4, 3))))
        .singleElement()
        .asString()
        .startsWith("model.layers: must not be empty");
  }

  @Test
  void a_layer_that_cannot_take_its_input_is_named_once_with_place_and_shapes() {
    Model model = new Model(new Input(4, 4, 3), new Parts.Units(3), ROWS, new Parts.Units(3));

    assertThatProblems(Parts.small().withModel(model))
        .containsExactly(
            new Problem("model.layers[0] (units)", "Units needs [N, features], got [N, 3, 4, 4]"));
  }

  @Test
  void the_second_layer_of_a_class_is_named_as_such() {
    Layer picky =
        (scope, x) -> {
          throw new dev.tenon.graph.ShapeException("needs another shape than " + x.shape());
        };
    Model model =
        new Model(new Input(4, 4, 3), ROWS, new Parts.Units(4), new Parts.Units(5), picky);

    assertThatProblems(Parts.small().withModel(model))
        .singleElement()
        .asString()
        .startsWith("model.layers[3] (")
        .endsWith("): needs another shape than [N, 5]");
  }

  @Test
  void a_layer_that_makes_nothing_is_named() {
    Model model = new Model(new Input(4, 4, 3), (scope, x) -> null);

    assertThatProblems(Parts.small().withModel(model))
        .singleElement()
        .asString()
        .contains("made nothing");
  }

  @Test
  void a_layer_that_fails_in_training_only_is_found() {
    Layer layer = (scope, x) -> scope.isTraining() ? x.reshape(Shape.of(Shape.BATCH, 5)) : x;
    Model model = new Model(new Input(4, 4, 3), ROWS, layer, new Parts.Units(3));

    assertThatProblems(Parts.small().withModel(model))
        .singleElement()
        .asString()
        .startsWith("model.layers[1] (")
        .contains("[N, 48]", "[N, 5]");
  }

  @Test
  void training_and_evaluation_must_predict_alike_from_the_same_variables() {
    Layer shape = (scope, x) -> x.slice(1, 0, scope.isTraining() ? 2 : 3);
    Layer variables =
        (scope, x) ->
            scope.isTraining() ? x : x.mul(scope.state("mean", Shape.of(3), new Parts.Filled(0)));

    assertThatProblems(Parts.small().withModel(new Model(new Input(4, 4, 3), ROWS, shape)))
        .containsExactly(
            new Problem("model", "predicts FLOAT[N, 2] in training and FLOAT[N, 3] in evaluation"));
    assertThatProblems(
            Parts.small()
                .withModel(new Model(new Input(4, 4, 3), ROWS, new Parts.Units(3), variables)))
        .singleElement()
        .asString()
        .contains("evaluation needs", "/mean");
  }

  @Test
  void a_prediction_must_be_rows_of_two_classes_or_more() {
    for (Layer last : List.<Layer>of(ROWS, new Parts.Units(1))) {
      Model model = new Model(new Input(1, 1, 1), ROWS, last);
      assertThatProblems(Parts.small().withModel(model))
          .singleElement()
          .asString()
          .startsWith(
              "model: must predict FLOAT[N, classes] for at least 2 classes, got FLOAT[N, 1]");
    }
    Layer integers = (scope, x) -> x.cast(DataType.INT64);
    assertThatProblems(Parts.small().withModel(new Model(new Input(4, 4, 3), ROWS, integers)))
        .singleElement()
        .asString()
        .contains("got INT64[N, 48]");
    Layer images = (scope, x) -> x;
    assertThatProblems(Parts.small().withModel(new Model(new Input(4, 4, 3), images)))
        .singleElement()
        .asString()
        .contains("got FLOAT[N, 3, 4, 4]");
  }

  @Test
  void a_loss_must_take_class_indices_and_give_one_number_an_example() {
    assertThatProblems(Parts.small().withLoss((prediction, target) -> prediction.add(target)))
        .singleElement()
        .asString()
        .startsWith("loss: ");
    assertThatProblems(Parts.small().withLoss((prediction, target) -> prediction))
        .containsExactly(
            new Problem("loss", "must be one number an example, FLOAT[N], got FLOAT[N, 3]"));
    assertThatProblems(Parts.small().withLoss((prediction, target) -> (Tensor) null))
        .singleElement()
        .asString()
        .contains("got nothing");
  }

  @Test
  void a_schedule_must_begin_with_a_positive_rate() {
    assertThatProblems(Parts.small().withSchedule(progress -> 0))
        .singleElement()
        .asString()
        .startsWith("schedule: must begin with a positive and finite learning rate, got 0.0");
    assertThatProblems(
            Parts.small().withSchedule(progress -> progress.history().epochs().get(0).number()))
        .singleElement()
        .asString()
        .startsWith("schedule: gives no learning rate for the first step");
  }

  @Test
  void a_metric_may_be_measured_once() {
    assertThatProblems(Parts.small().withMetrics(new Parts.First(1), new Parts.First(2)))
        .containsExactly(
            new Problem("metrics[1]", "there is another first; each may be measured once"));
  }

  @Test
  void a_metric_cannot_count_more_classes_than_there_are() {
    assertThatProblems(Parts.small().withMetrics(new Parts.First(3))).isEmpty();
    assertThatProblems(Parts.small().withMetrics(new Parts.First(4)))
        .containsExactly(
            new Problem("metrics[0].k", "must be at most the number of classes, 3, got 4"));
    Metric failing =
        () -> {
          throw new IllegalArgumentException("only two classes");
        };
    assertThatProblems(Parts.small().withMetrics(failing))
        .containsExactly(new Problem("metrics[0]", "cannot measure 3 classes: only two classes"));
  }

  @Test
  void a_validation_value_cannot_be_monitored_without_validation() {
    Experiment monitoring =
        Parts.small()
            .withSchedule(new Parts.Halving())
            .withListeners(new Parts.Watch(Monitor.of("val_loss"), OptionalInt.empty()));

    assertThatProblems(monitoring)
        .extracting(Problem::path)
        .containsExactly("schedule", "listeners[0]");
    assertThatProblems(monitoring)
        .extracting(Problem::message)
        .containsOnly(
            "monitors val_loss, and there is no validation data: give data.validation or "
                + "data.validationSplit, or monitor loss");
    assertThatProblems(monitoring.withData(monitoring.data().withValidationSplit(0.1))).isEmpty();
    assertThatProblems(
            monitoring.withData(
                monitoring.data().withValidation(new Parts.Folder(Path.of("validation")))))
        .isEmpty();
  }

  @Test
  void a_value_that_is_not_measured_cannot_be_monitored() {
    assertThatProblems(Parts.small().withSchedule(new Parts.Halving("los", 1)))
        .containsExactly(
            new Problem(
                "schedule",
                "monitors 'los', which is not measured; did you mean 'loss'? "
                    + "there are loss, learning_rate"));
  }

  @Test
  void all_problems_are_told_at_once() {
    Experiment wrong =
        Parts.small()
            .withName("a b")
            .withEpochs(0)
            .withModel(new Model(new Input(4, 4, 3), new Parts.Units(3)))
            .withSchedule(new Parts.Halving());

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(wrong::validated)
        .withMessageContainingAll(
            "experiment a b has 4 errors:\n  name: ",
            "\n  epochs: ",
            "\n  model.layers[0] (units): ",
            "\n  schedule: ");
  }

  @Test
  void one_problem_is_told_in_one_line() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Parts.small().withBatch(0).validated())
        .withMessage("experiment small: batch: must be at least 1, got 0");
  }

  @Test
  void the_source_must_have_as_many_classes_as_the_model_predicts() {
    assertThat(Validation.of(Parts.small(), List.of("a", "b", "c")).list()).isEmpty();
    assertThat(Validation.of(Parts.small(), List.of("a", "b")).list())
        .extracting(Problem::toString)
        .containsExactly(
            "model: the last layer predicts 3 classes and the source has 2 (a, b): let it have 2 units");
    List<String> many = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    assertThat(Validation.of(Parts.small(), many).list())
        .singleElement()
        .asString()
        .contains("11, ...)");
  }

  @Test
  void a_source_without_classes_to_tell_apart_is_refused() {
    assertThat(Validation.of(Parts.small(), List.of()).list())
        .singleElement()
        .asString()
        .startsWith("data.training: the source has no classes");
    assertThat(Validation.of(Parts.small(), List.of("cat")).list())
        .singleElement()
        .asString()
        .startsWith("data.training: the source has one class, cat");
    assertThat(Validation.of(Parts.small(), List.of("a", "b", "a")).list())
        .singleElement()
        .asString()
        .contains("two classes of one name");
  }

  private static ListAssert<Problem> assertThatProblems(Experiment experiment) {
    return assertThat(Validation.of(experiment).list());
  }
}
