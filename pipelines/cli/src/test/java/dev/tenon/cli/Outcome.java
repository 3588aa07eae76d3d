package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command line did.
 *
 * @param code the exit code
 * @param out what it printed on the output stream
 * @param err what it printed on the error stream
 */
record Outcome(int code, String out, String err) {
  /** Runs the real command in this process, as if its streams were files. */
  static Outcome of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    int code = Main.run(terminal, args);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Requires a user's mistake: exit code 2 and one line on the error stream, which is returned. */
  String mistake() {
    assertThat(err).as("error stream, with exit code %d", code).isNotEmpty();
    assertThat(err.lines()).as("one line on the error stream").hasSize(1);
    assertThat(err).startsWith("tenon: ");
    assertThat(code).as(err).isEqualTo(Failures.USER);
    return err.strip();
  }

  /** Requires that all went well, and returns what was printed. */
  String success() {
    assertThat(err).isEmpty();
    assertThat(code).as(out).isZero();
    return out;
  }
}
