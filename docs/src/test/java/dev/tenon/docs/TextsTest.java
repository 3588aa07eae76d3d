package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The experiment that the manual shows of sequences. */
class TextsTest {
  private static final Path EXPERIMENT = Path.of("src/test/resources/dev/tenon/docs/texts.json");

  @Test
  void it_is_read_and_written_and_its_layers_fit_one_another() throws IOException {
    try (Tenon tenon = Tenon.create(new Options())) {
      Experiment texts = tenon.codec().read(Files.readString(EXPERIMENT), "texts.json");

      assertThat(tenon.codec().read(tenon.codec().write(texts), "again")).isEqualTo(texts);
      assertThat(Summary.of(texts).rows())
          .extracting(row -> row.name() + " " + row.parameters())
          .containsExactly(
              "flatten 0",
              "embedding 8192",
              "lstm " + 4 * 64 * (32 + 64 + 1),
              "multi_head_attention " + 4 * (64 * 64 + 64),
              "bidirectional " + 2 * 3 * 32 * (64 + 32 + 2),
              "dense " + (64 * 2 + 2));
    }
  }
}
