package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.LocalFile;
import dev.tenon.spi.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLinesTest {
  private static final String HEADER = "epoch,loss,accuracy\n";
  private static final String ONE = "1,0.5,0.25\n";
  private static final String TWO = "2,0.25,0.75\n";
  private static final String THREE = "3,0.125,1.0\n";

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Terminal terminal = new Terminal(stream, stream, false, 80);

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst(" \\d+s ", " "))
        .toList();
  }

  @Test
  void what_a_history_gains_is_printed_once_and_the_rest_at_the_end() {
    LocalFile history = new LocalFile(folder.resolve("history.csv"));
    history.write(HEADER + ONE);

    try (EpochLines lines = EpochLines.of(history, 3, terminal)) {
      lines.tell();
      assertThat(printed()).isEmpty();
      history.write(HEADER + ONE + TWO);
      lines.tell();
      lines.tell();
      assertThat(printed()).containsExactly("Epoch 2/3 - loss: 0.2500 - accuracy: 0.7500");
      history.write(HEADER + ONE + TWO + THREE);
    }

    assertThat(printed())
        .containsExactly(
            "Epoch 2/3 - loss: 0.2500 - accuracy: 0.7500",
            "Epoch 3/3 - loss: 0.1250 - accuracy: 1.0000");
  }

  @Test
  void there_need_be_no_history_but_no_damaged_one_is_passed_over_at_the_end() {
    LocalFile history = new LocalFile(folder.resolve("history.csv"));
    EpochLines.of(history, 1, terminal).close();
    assertThat(printed()).isEmpty();

    EpochLines lines = EpochLines.of(history, 1, terminal);
    history.write("epoch,loss\none,2\n");

    assertThatThrownBy(lines::close).isInstanceOf(UserError.class).hasMessageContaining("history");
  }
}
