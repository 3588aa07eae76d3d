package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Event;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateFinderTest {
  private static final Backend NATIVE = new OnnxRuntimeBackend();
  private static final RateSweep SWEEP = new RateSweep(1e-3, 0.5, 20, 0.9);

  @TempDir Path folder;
  private final Dataset data = Toys.data(29, 1);

  @AfterAll
  static void close() {
    NATIVE.close();
  }

  private static RateCurve find(Experiment experiment, Backend backend, Dataset data) {
    return new RateFinder(experiment, backend).find(data, SWEEP, point -> {});
  }

  /** The oracle is training itself, by a schedule that gives the same rates. */
  @Test
  void its_losses_are_those_of_training_at_these_rates_over_several_epochs() {
    Dataset whole = Toys.data(24, 1);
    List<Double> losses = new ArrayList<>();
    double[] sum = {0};
    Experiment scheduled =
        Toys.stateful()
            .withEpochs(7)
            .withSchedule(progress -> SWEEP.rate(Math.min(progress.step(), 19)))
            .withListeners(
                event -> {
                  if (event instanceof Event.StepEnded step) {
                    // What is told is the mean of the epoch's steps so far, all of one size.
                    double before = step.step() == 1 ? 0 : sum[0];
                    sum[0] = step.values().get("loss") * step.step();
                    losses.add(sum[0] - before);
                  }
                });
    new Trainer(scheduled, "e", NATIVE, new WorkDirectory(folder), new Lines())
        .fit(whole, Optional.empty());

    RateCurve curve = find(Toys.stateful(), NATIVE, whole);

    assertThat(curve.end()).isEqualTo(RateCurve.End.COMPLETE);
    assertThat(losses).hasSize(21);
    for (int i = 0; i < 20; i++) {
      assertThat(curve.points().get(i).loss())
          .as("step " + i)
          .isCloseTo(losses.get(i), within(1e-6));
      assertThat(curve.points().get(i).rate()).isEqualTo(SWEEP.rate(i));
    }
  }

  @Test
  void the_same_experiment_gives_the_same_numbers_and_another_seed_others() {
    RateCurve first = find(Toys.stateful(), NATIVE, data);

    assertThat(find(Toys.stateful(), NATIVE, data)).isEqualTo(first);
    assertThat(find(Toys.stateful().withSeed(8), NATIVE, data)).isNotEqualTo(first);
  }

  @Test
  void steps_taken_together_change_no_number() {
    try (Backend grouped = new OnnxRuntimeBackend(new OnnxRuntimeOptions().withStepsPerRun(3))) {
      assertThat(find(Toys.stateful(), grouped, data))
          .isEqualTo(find(Toys.stateful(), NATIVE, data));
    }
  }

  @Test
  void what_is_held_out_for_validation_is_left_out() {
    Dataset more = Toys.data(60, 1);
    Data split = Toys.plain().data().withValidationSplit(0.4);

    assertThat(find(Toys.plain().withData(split), NATIVE, more))
        .isEqualTo(find(Toys.plain(), NATIVE, Split.of(more, 0.4).training()))
        .isNotEqualTo(find(Toys.plain(), NATIVE, more));
  }

  @Test
  void a_loss_that_diverges_ends_it_and_each_step_that_counts_is_told_once() {
    List<RateCurve.Point> told = new ArrayList<>();
    RateCurve curve =
        new RateFinder(Toys.stateful(), NATIVE)
            .find(data, new RateSweep(1e-3, 1e30, 60, 0.5), told::add);

    assertThat(curve.end()).isNotEqualTo(RateCurve.End.COMPLETE);
    assertThat(curve.points()).hasSizeBetween(3, 40).isEqualTo(told);
  }

  @Test
  void a_first_loss_that_is_no_number_is_refused() {
    Experiment huge =
        Toys.plain()
            .withModel(
                new Model(
                    Toys.plain().model().input().withScaling(1e38, 0),
                    Toys.plain().model().layers()));

    assertThatThrownBy(() -> find(huge, NATIVE, data))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("very first loss")
        .hasMessageContaining("look at the input's scale");
  }

  @Test
  void data_without_records_is_refused() {
    try (Backend reference = new ReferenceBackend()) {
      assertThatThrownBy(() -> find(Toys.plain(), reference, data.where(i -> false)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no records");
    }
  }
}
