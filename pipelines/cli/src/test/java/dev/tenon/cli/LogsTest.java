package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  private void log(boolean verbose) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    System.setErr(errors);
    Logs.direct(
        verbose,
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), errors, false, 80));
    Logger.getLogger("org.apache.beam.sdk").severe("a library speaks");
    System.getLogger("dev.tenon.plugins.sources.Some")
        .log(System.Logger.Level.INFO, "fetching {0}", "some data");
    System.getLogger("dev.tenon.Other").log(System.Logger.Level.DEBUG, "a detail");
  }

  @AfterEach
  void restore() {
    System.setErr(before);
    LogManager.getLogManager().reset();
  }

  @Test
  void libraries_are_silent_and_what_people_should_know_is_a_plain_line() {
    log(false);

    assertThat(out).hasToString("fetching some data" + System.lineSeparator());
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_warning_is_a_line_on_the_error_stream_and_told_once() {
    log(false);
    for (int i = 0; i < 2; i++) {
      System.getLogger("dev.tenon.Other").log(System.Logger.Level.WARNING, "plug-in x {is broken}");
    }

    assertThat(err).hasToString("tenon: plug-in x {is broken}" + System.lineSeparator());
  }

  @Test
  void all_logs_go_to_the_error_stream_if_asked_for() {
    log(true);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("a library speaks", "fetching some data")
        .doesNotContain("a detail");
  }
}
