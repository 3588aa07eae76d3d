package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
  @TempDir Path folder;

  private List<String> follow(Listener listener, double... losses) {
    return new Run(false, folder).follow(listener, losses);
  }

  private static Map<String, Double> values(Object... namesAndValues) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], (Double) namesAndValues[i + 1]);
    }
    return values;
  }

  @Test
  void the_best_checkpoint_is_the_earliest_of_the_best_epochs() {
    assertThat(follow(new BestCheckpoint(), 0.9, 0.5, 0.5, 0.7, 0.4))
        .containsExactly("1 save best", "2 save best", "5 save best");
  }

  @Test
  void the_best_checkpoint_is_kept_only_if_it_is_better_than_the_threshold() {
    BestCheckpoint listener = new BestCheckpoint().withInitialValueThreshold(0.5);
    assertThat(follow(listener, 0.9, 0.5, 0.4, 0.45, 0.3))
        .containsExactly("3 save best", "5 save best");
    assertThat(follow(listener, Double.NaN, 0.6)).isEmpty();
  }

  @Test
  void an_accuracy_should_rise() {
    Run run = new Run(false, folder);
    History history = History.EMPTY;
    for (double accuracy : new double[] {0.5, 0.4, 0.6}) {
      int number = history.epochs().size() + 1;
      history = history.with(new History.Epoch(number, Map.of("accuracy", accuracy)));
      new BestCheckpoint("accuracy").on(new Event.EpochEnded(run, history, 9, Duration.ZERO));
    }
    assertThat(run.asked()).containsExactly("save best", "save best");
  }

  @Test
  void a_value_that_is_not_measured_is_the_users_mistake() {
    for (Listener listener :
        List.of(new BestCheckpoint("val_acuracy"), new EarlyStopping("val_acuracy", 1))) {
      assertThatThrownBy(() -> follow(listener, 0.9))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("val_acuracy")
          .hasMessageContaining("val_loss");
    }
  }

  @Test
  void early_stopping_counts_epochs_since_the_best() {
    assertThat(follow(new EarlyStopping("val_loss", 2), 0.9, 0.5, 0.6, 0.4, 0.41, 0.42))
        .containsExactly("6 stop val_loss has not improved for 2 epochs");
    assertThat(follow(new EarlyStopping(), 0.9, 0.9))
        .containsExactly("2 stop val_loss has not improved for 1 epoch");
  }

  @Test
  void a_change_of_no_more_than_the_least_is_no_improvement() {
    assertThat(follow(new EarlyStopping("val_loss", 2, 0.125, false), 1, 0.875, 0.75))
        .as("0.75 improves on 1, the best so far, by more than 0.125")
        .isEmpty();
    assertThat(follow(new EarlyStopping("val_loss", 2, 0.125, false), 1, 0.875, 0.875)).hasSize(1);
  }

  @Test
  void early_stopping_keeps_and_restores_the_best_epoch() {
    assertThat(follow(new EarlyStopping("val_loss", 2, 0, true), 0.9, 0.5, 0.6, 0.7))
        .containsExactly(
            "1 save early_stopping",
            "2 save early_stopping",
            "4 stop val_loss has not improved for 2 epochs",
            "restore early_stopping");
    assertThat(follow(new EarlyStopping("val_loss", 2, 0, true))).isEmpty();
  }

  @Test
  void waiting_begins_anew_only_with_what_beats_the_baseline() {
    EarlyStopping listener = new EarlyStopping("val_loss", 3).withBaseline(0.5);
    assertThat(follow(listener, 0.9, 0.8, 0.7, 0.6, 0.65))
        .as("epochs 3 and 4 improve, so training does not end in them")
        .containsExactly("5 stop val_loss has not beaten 0.5 for 5 epochs");
    assertThat(follow(listener, 0.9, 0.8, 0.4, 0.41, 0.42)).isEmpty();
    assertThat(follow(listener, 0.9, 0.8, 0.4, 0.41, 0.42, 0.43))
        .containsExactly("6 stop val_loss has not improved for 3 epochs");
    assertThat(follow(listener.withMinDelta(0.25), 0.75, 0.375, 0.375, 0.375))
        .as("0.375 is better than 0.5, but not by more than 0.25")
        .containsExactly(
            "3 stop val_loss has not beaten 0.5 for 3 epochs",
            "4 stop val_loss has not beaten 0.5 for 4 epochs");
  }

  @Test
  void epochs_before_the_start_do_not_count() {
    EarlyStopping listener = new EarlyStopping("val_loss", 2).withStartFromEpoch(2);
    assertThat(follow(listener, 0.1, 0.2, 0.9, 0.8, 0.85)).isEmpty();
    assertThat(follow(listener, 0.1, 0.2, 0.9, 0.95, 0.9))
        .containsExactly("5 stop val_loss has not improved for 2 epochs");
    assertThat(follow(listener.withRestoreBest(), 0.1, 0.2))
        .as("there is nothing to restore")
        .isEmpty();
    assertThat(follow(listener.withRestoreBest(), 0.1, 0.2, 0.9))
        .containsExactly("3 save early_stopping", "restore early_stopping");
  }

  @Test
  void parameters_are_checked() {
    assertThatThrownBy(() -> new EarlyStopping("loss", 0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new EarlyStopping("loss", 1, -1, false)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new EarlyStopping("loss", 1, Double.NaN, false))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new EarlyStopping().withBaseline(Double.NaN))
        .hasMessageContaining("baseline");
    assertThatThrownBy(() -> new EarlyStopping().withStartFromEpoch(-1))
        .hasMessageContaining("got -1");
    assertThatThrownBy(() -> new BestCheckpoint().withInitialValueThreshold(Double.NaN))
        .hasMessageContaining("initialValueThreshold");
    assertThatThrownBy(() -> new EarlyStopping(" ", 1)).hasMessageContaining("monitor");
    assertThatThrownBy(() -> new BestCheckpoint("")).hasMessageContaining("monitor");
  }

  @Test
  void the_table_has_a_row_for_each_epoch() {
    Run run = new Run(false, folder);
    History history =
        History.EMPTY
            .with(new History.Epoch(1, values("loss", 0.5, "learning_rate", 0.001)))
            .with(new History.Epoch(2, values("loss", 1e-9, "val_loss", Double.NaN)));
    new CsvHistory().on(new Event.EpochEnded(run, history, 2, Duration.ZERO));
    assertThat(folder.resolve("history.csv"))
        .hasContent(
            """
            epoch,loss,learning_rate,val_loss
            1,0.5,0.001,
            2,1.0E-9,,NaN
            """);
  }

  @Test
  void a_table_that_was_removed_is_written_again_when_training_ends() {
    History history = History.EMPTY.with(new History.Epoch(1, values("loss", 0.5)));
    new CsvHistory().on(new Event.Ended(new Run(false, folder), history));
    assertThat(folder.resolve("history.csv")).hasContent("epoch,loss\n1,0.5\n");
  }

  private List<String> steps(boolean interactive, int steps) {
    Run run = new Run(interactive, folder);
    for (int step = 1; step <= steps; step++) {
      Map<String, Double> values = values("loss", 0.25, "accuracy", 0.9);
      Duration elapsed = Duration.ofMillis(40L * step);
      new ProgressBar().on(new Event.StepEnded(run, 3, step, steps, values, elapsed));
    }
    return run.asked();
  }

  @Test
  void on_a_terminal_one_line_is_overwritten_at_each_hundredth() {
    List<String> shown = steps(true, 1000);
    assertThat(shown).hasSize(100).allMatch(line -> line.startsWith("status "));
    assertThat(shown.get(54))
        .isEqualTo(
            "status Epoch 3: 550/1000 [===========.........] 22s 40ms/step 18s left"
                + " - loss: 0.2500 - accuracy: 0.9000");
    assertThat(steps(true, 3)).hasSize(3);
    assertThat(steps(true, 3).get(2))
        .as("nothing is left after the last step")
        .isEqualTo(
            "status Epoch 3: 3/3 [====================] 0s 40ms/step"
                + " - loss: 0.2500 - accuracy: 0.9000");
  }

  @Test
  void elsewhere_a_line_is_printed_at_each_quarter_but_the_last() {
    assertThat(steps(false, 1000))
        .containsExactly(
            "line Epoch 3: 250/1000 10s 40ms/step 30s left - loss: 0.2500 - accuracy: 0.9000",
            "line Epoch 3: 500/1000 20s 40ms/step 20s left - loss: 0.2500 - accuracy: 0.9000",
            "line Epoch 3: 750/1000 30s 40ms/step 10s left - loss: 0.2500 - accuracy: 0.9000");
    assertThat(steps(false, 1)).isEmpty();
  }

  @Test
  void one_line_stays_for_each_epoch() {
    Run run = new Run(true, folder);
    History history =
        History.EMPTY.with(
            new History.Epoch(1, values("loss", 12.34567, "val_loss", 0.0, "learning_rate", 1e-4)));
    new ProgressBar().on(new Event.EpochEnded(run, history, 20, Duration.ofSeconds(83)));
    assertThat(run.asked())
        .containsExactly(
            "line Epoch 1/20 83s - loss: 12.3457 - val_loss: 0.0000 - learning_rate: 1.0000e-04");
  }
}
