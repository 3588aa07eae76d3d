package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.ListenerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract holds of a limit that is not reached. One that is reached ends each going on of a
 * run, which is what it is for: a run that was stopped takes more epochs in all.
 */
class TimeLimitTest implements ListenerContract {
  @TempDir Path folder;

  @Override
  public TimeLimit extension() {
    return new TimeLimit("PT1H");
  }

  @Override
  public Set<String> files() {
    return Set.of();
  }

  /** Begins or goes on after so many epochs, and takes some more, of ten seconds each. */
  private List<String> epochs(TimeLimit limit, int done, int more, int planned) {
    Run run = new Run(false, folder);
    limit.on(new Event.Started(run, new Progress(0.1, 0, 10, done, planned, history(done))));
    for (int epoch = done + 1; epoch <= done + more; epoch++) {
      run.after(Duration.ofSeconds(10));
      limit.on(new Event.EpochEnded(run, history(epoch), planned, Duration.ofSeconds(10)));
    }
    return run.asked();
  }

  private static History history(int epochs) {
    History history = History.EMPTY;
    for (int number = 1; number <= epochs; number++) {
      history = history.with(new History.Epoch(number, Map.of("loss", 1.0)));
    }
    return history;
  }

  private Path ends() {
    return folder.resolve("time-limit.csv");
  }

  @Test
  void training_ends_before_an_epoch_that_would_pass_the_limit() {
    assertThat(epochs(new TimeLimit("PT39S"), 0, 2, 9)).isEmpty();
    assertThat(ends()).doesNotExist();
    assertThat(epochs(new TimeLimit("PT39S"), 0, 3, 9))
        .containsExactly(
            "stop another epoch of 10 seconds would pass the time limit of PT39S;"
                + " --resume goes on");
    assertThat(ends()).hasContent("epoch,elapsed,limit,at\n3,PT30S,PT39S,2026-01-02T03:04:35.500Z");
  }

  @Test
  void a_limit_that_is_met_exactly_is_not_passed() {
    assertThat(epochs(new TimeLimit("PT40S"), 0, 3, 9)).isEmpty();
    assertThat(epochs(new TimeLimit("PT40S"), 0, 4, 9)).hasSize(1);
  }

  @Test
  void going_on_has_the_limit_to_itself_and_each_end_is_noted() throws IOException {
    epochs(new TimeLimit("PT25S"), 0, 2, 9);
    assertThat(epochs(new TimeLimit("PT25S"), 2, 1, 9)).isEmpty();
    assertThat(epochs(new TimeLimit("PT25S"), 2, 2, 9)).hasSize(1);
    assertThat(Files.readAllLines(ends()))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("epoch", "2", "4");
  }

  @Test
  void an_end_after_an_epoch_that_was_not_kept_is_forgotten() {
    epochs(new TimeLimit("PT25S"), 0, 2, 9);
    epochs(new TimeLimit("PT25S"), 1, 0, 9);
    assertThat(ends()).hasContent("epoch,elapsed,limit,at");
    epochs(new TimeLimit("PT25S"), 1, 2, 9);
    epochs(new TimeLimit("PT25S"), 3, 0, 9);
    assertThat(ends()).content().contains("\n3,PT20S,");
  }

  @Test
  void the_last_epoch_is_an_end_by_itself() {
    assertThat(epochs(new TimeLimit("PT1S"), 0, 1, 1)).isEmpty();
    assertThat(ends()).doesNotExist();
  }

  @Test
  void a_file_of_another_kind_is_the_users_mistake() throws IOException {
    for (String content : List.of("epoch\nabc", "epoch\nabc,1", "\n\n")) {
      Files.writeString(ends(), content);
      assertThatThrownBy(() -> epochs(new TimeLimit("PT25S"), 1, 0, 9))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("time-limit.csv");
    }
  }

  @Test
  void a_limit_is_a_positive_time_in_the_usual_form() {
    assertThat(new TimeLimit("PT90M")).isEqualTo(TimeLimit.of(Duration.ofMinutes(90)));
    assertThat(new TimeLimit("P1DT12H").limit()).isEqualTo("PT36H");
    assertThatThrownBy(() -> new TimeLimit("1 hour"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be a time such as PT1H30M or PT45M, got '1 hour'");
    assertThatThrownBy(() -> new TimeLimit("PT0S")).hasMessageContaining("positive, got PT0S");
    assertThatThrownBy(() -> new TimeLimit("PT-1S")).hasMessageContaining("got PT-1S");
  }
}
