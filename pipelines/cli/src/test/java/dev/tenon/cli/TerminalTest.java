package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Terminal terminal(boolean interactive) {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        interactive,
        10);
  }

  @Test
  void a_file_gets_lines_and_no_status() {
    Terminal terminal = terminal(false);

    terminal.status("half done");
    terminal.line("done");

    assertThat(out).hasToString("done" + System.lineSeparator());
  }

  @Test
  void on_a_terminal_a_status_is_overwritten_by_the_next_and_erased_by_a_line() {
    Terminal terminal = terminal(true);

    terminal.status("one");
    terminal.status("two");
    terminal.line("done");

    String erase = "\r\u001b[2K";
    assertThat(out)
        .hasToString(erase + "one" + erase + "two" + erase + "done" + System.lineSeparator());
  }

  @Test
  void a_status_is_cut_before_it_would_wrap() {
    terminal(true).status("0123456789abc");

    assertThat(out).hasToString("\r\u001b[2K012345678");
  }

  @Test
  void an_error_erases_the_status_and_goes_to_the_error_stream() {
    Terminal terminal = terminal(true);

    terminal.status("working");
    terminal.error("tenon: no");

    assertThat(out).hasToString("\r\u001b[2Kworking\r\u001b[2K");
    assertThat(err).hasToString("tenon: no" + System.lineSeparator());
  }
}
