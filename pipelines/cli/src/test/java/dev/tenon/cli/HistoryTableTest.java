package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.History;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTableTest {
  @TempDir private Path folder;

  @Test
  void every_row_is_an_epoch_and_empty_cells_are_no_values() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("history.csv"), "epoch,loss,val_loss\n1,0.5,\n2,0.25,NaN\n");

    assertThat(HistoryTable.read(new LocalFile(file)))
        .isEqualTo(
            new History(
                List.of(
                    new History.Epoch(1, Map.of("loss", 0.5)),
                    new History.Epoch(2, Map.of("loss", 0.25, "val_loss", Double.NaN)))));
  }

  @Test
  void what_is_no_such_table_is_refused_with_its_name() throws IOException {
    for (String text : List.of("", "epoch,loss\n1\n", "epoch,loss\none,2\n", "epoch,loss\n1,x\n")) {
      Path file = Files.writeString(folder.resolve("history.csv"), text);

      assertThatThrownBy(() -> HistoryTable.read(new LocalFile(file)))
          .as(text)
          .isInstanceOf(UserError.class)
          .hasMessageContaining(file.toString());
    }
  }
}
