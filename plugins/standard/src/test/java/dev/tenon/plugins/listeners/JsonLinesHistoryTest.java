package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.testkit.ListenerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesHistoryTest implements ListenerContract {
  @Override
  public JsonLinesHistory extension() {
    return new JsonLinesHistory();
  }

  @Override
  public Set<String> files() {
    return Set.of("history.jsonl");
  }

  private static History history() {
    Map<String, Double> second = new LinkedHashMap<>();
    second.put("loss", 1e-9);
    second.put("val_loss", Double.NaN);
    second.put("of \"a\\b\"", Double.POSITIVE_INFINITY);
    return History.EMPTY
        .with(new History.Epoch(1, Map.of("loss", 0.5)))
        .with(new History.Epoch(2, second));
  }

  @Test
  void a_line_is_an_object_of_the_epochs_values(@TempDir Path folder) {
    extension().on(new Event.EpochEnded(new Run(false, folder), history(), 2, Duration.ZERO));
    assertThat(folder.resolve("history.jsonl"))
        .hasContent(
            """
            {"epoch": 1, "loss": 0.5}
            {"epoch": 2, "loss": 1.0E-9, "val_loss": null, "of \\"a\\\\b\\"": null}
            """);
  }

  @Test
  void another_reader_of_json_reads_each_line(@TempDir Path folder) throws IOException {
    extension().on(new Event.Ended(new Run(false, folder), history()));
    List<String> lines = Files.readAllLines(folder.resolve("history.jsonl"));
    assertThat(lines).hasSize(2);
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.get("epoch").intValue()).isEqualTo(2);
    assertThat(second.get("loss").doubleValue()).isEqualTo(1e-9);
    assertThat(second.get("val_loss").isNull()).isTrue();
    assertThat(second.fieldNames()).toIterable().contains("of \"a\\b\"");
  }
}
