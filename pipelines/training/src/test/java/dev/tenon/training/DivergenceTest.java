package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
  private static final Backend REFERENCE = new ReferenceBackend();
  private static final Backend NATIVE = new OnnxRuntimeBackend();

  @TempDir Path folder;
  private final Dataset training = Toys.data(45, 1);
  private final Optional<Dataset> validation = Optional.of(Toys.data(20, 2));

  @AfterAll
  static void close() {
    NATIVE.close();
    REFERENCE.close();
  }

  private Trainer trainer(Experiment experiment, Backend backend) {
    return new Trainer(experiment, "e", backend, new WorkDirectory(folder), new Lines());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_loss_that_is_no_number_stops_and_the_last_good_checkpoint_stays(int together) {
    Backend backend = new OnnxRuntimeBackend(new OnnxRuntimeOptions().withStepsPerRun(together));
    // The second epoch's second step, the eighth of all, makes every weight overflow.
    Experiment exploding =
        Toys.plain().withEpochs(5).withSchedule(progress -> progress.step() == 7 ? 3e38 : 0.1);
    assertThatThrownBy(() -> trainer(exploding, backend).fit(training, validation))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "the loss became (NaN|Infinity) in epoch 2, step 3 of 6; the learning rate of 0\\.1 is "
                + "probably too high, so try 0\\.01, or look for bad data; the last good checkpoint "
                + "is epoch 1 in "
                + folder.resolve("checkpoints"));
    Trained before = trainer(exploding.withEpochs(1), backend).fit(training, validation);
    assertThat(before.history().epochs()).hasSize(1);
  }

  @Test
  void a_validation_loss_that_is_no_number_stops_too() {
    // In double precision, training gets over what single precision does not.
    Experiment exploding = Toys.plain().withSchedule(progress -> progress.step() == 3 ? 3e38 : 0.1);
    assertThatThrownBy(() -> trainer(exploding, REFERENCE).fit(training, validation))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the validation loss became NaN in epoch 1, step 6 of 6");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_first_prediction_out_of_range_is_not_blamed_on_the_rate() {
    Experiment huge =
        Toys.plain()
            .withModel(
                new Model(
                    Toys.plain().model().input().withScaling(1e38, 0),
                    Toys.plain().model().layers()));
    assertThatThrownBy(() -> trainer(huge, NATIVE).fit(training, Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("in epoch 1, step 1 of 6")
        .hasMessageContaining("look at the input's scale")
        .hasMessageContaining("there is no checkpoint yet");
  }

  @Test
  void parameters_that_overflow_in_an_epochs_last_step_are_not_kept() {
    Experiment exploding =
        Toys.plain()
            .withOptimizer(new Sgd(0.1))
            .withSchedule(progress -> progress.step() == 5 ? Double.MAX_VALUE : 0.1);
    assertThatThrownBy(() -> trainer(exploding, NATIVE).fit(training, Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("dense/kernel became")
        .hasMessageContaining("epoch 1, step 6 of 6");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_rate_that_is_no_rate_is_refused_with_step_and_schedule() {
    Experiment wrong = Toys.plain().withSchedule(progress -> progress.step() == 2 ? -1 : 0.1);
    assertThatThrownBy(() -> trainer(wrong, REFERENCE).fit(training, Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is -1.0 at step 3")
        .hasMessageContaining("look at the schedule");
  }
}
