package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tenon.spi.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  @Test
  void what_is_not_given_has_its_default() {
    Experiment small = Parts.small();

    assertThat(small.epochs()).isEqualTo(1);
    assertThat(small.batch()).isEqualTo(32);
    assertThat(small.seed()).isZero();
    assertThat(small.strategy()).isEqualTo(new Strategy.Local());
    assertThat(small.schedule()).isEmpty();
    assertThat(small.augmentations()).isEmpty();
    assertThat(small.metrics()).isEmpty();
    assertThat(small.listeners()).isEmpty();
    assertThat(small.data().errorBudget()).isEqualTo(0.01);
    assertThat(small.data().isValidated()).isFalse();
  }

  @Test
  void each_change_changes_one_component_and_leaves_the_original_alone() {
    Experiment small = Parts.small();
    Experiment full = Parts.full();

    Experiment changed =
        small
            .withName(full.name())
            .withData(full.data())
            .withModel(full.model())
            .withLoss(full.loss())
            .withOptimizer(full.optimizer())
            .withAugmentations(full.augmentations().toArray(dev.tenon.spi.Augmentation[]::new))
            .withSchedule(full.schedule().orElseThrow())
            .withMetrics(new Parts.First(2))
            .withListeners(full.listeners().toArray(dev.tenon.spi.Listener[]::new))
            .withEpochs(full.epochs())
            .withBatch(full.batch())
            .withSeed(full.seed())
            .withStrategy(full.strategy())
            .withClassWeights(full.classWeights())
            .withSampleWeights()
            .withRegularizers(full.regularizers().toArray(Regularizer[]::new))
            .withHeads(full.heads().toArray(Head[]::new));

    assertThat(changed).isEqualTo(full);
    assertThat(small).isEqualTo(Parts.small());
    assertThat(small.withBatch(8)).isNotEqualTo(small);
    assertThat(small.withBatch(8).withBatch(32)).isEqualTo(small);
  }

  @Test
  void lists_that_change_later_do_not_change_the_experiment() {
    List<Metric> metrics = new ArrayList<>(List.of(new Parts.First(1)));
    Experiment small = Parts.small();
    Experiment experiment =
        new Experiment(
            "x",
            small.data(),
            small.model(),
            small.loss(),
            small.optimizer(),
            List.of(),
            Optional.empty(),
            metrics,
            List.of(),
            1,
            1,
            1,
            new Strategy.Local(),
            new TreeMap<>(),
            false,
            List.of(),
            List.of());
    metrics.clear();

    assertThat(experiment.metrics()).containsExactly(new Parts.First(1));
  }

  @Test
  void a_missing_part_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> Parts.small().withLoss(null))
        .withMessage("loss");
  }

  @Test
  void metrics_are_named_after_their_classes() {
    assertThat(Parts.small().withMetrics(new Parts.First(1)).metricNames())
        .containsExactly("first");
  }

  @Test
  void a_source_and_a_split_for_validation_exclude_each_other() {
    Data data = Parts.small().data().withValidationSplit(0.2);

    assertThat(data.isValidated()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withValidation(new Parts.Folder(Path.of("v"))))
        .withMessageContaining("not both");
  }

  @Test
  void fractions_outside_their_range_are_refused() {
    Data data = Parts.small().data();

    for (double split : new double[] {-0.1, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> data.withValidationSplit(split))
          .withMessageContaining("got " + split);
    }
    for (double budget : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> data.withErrorBudget(budget))
          .withMessageContaining("got " + budget);
    }
    assertThat(data.withErrorBudget(1).errorBudget()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withLimit(0))
        .withMessage("limit must be at least 1, got 0");
    assertThat(data.withLimit(1).limit()).hasValue(1);
  }

  @Test
  void an_input_without_size_or_scale_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Input(28, 28, 0))
        .withMessageContaining("28x28x0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Input(1, 1, 1).withScaling(0, 1))
        .withMessageContaining("scale");
  }

  @Test
  void layers_are_named_after_their_class_and_their_place_among_their_like() {
    Model model =
        new Model(new Input(1, 1, 1), new Parts.Rows(), new Parts.Units(2), new Parts.Units(2));

    assertThat(model.names()).containsExactly("rows", "units", "units_1");
  }
}
