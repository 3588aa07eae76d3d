package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.History;
import dev.tenon.testkit.ListenerContract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

// region test
class JsonLinesTest implements ListenerContract {
  @Override
  public JsonLines extension() {
    return new JsonLines();
  }

  @Override
  public Set<String> files() {
    return Set.of("history.jsonl");
  }

  @Test
  void what_is_no_number_is_null() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", 0.5);
    values.put("val_loss", Double.NaN);
    assertThat(JsonLines.line(new History.Epoch(3, values)))
        .isEqualTo("{\"epoch\": 3, \"loss\": 0.5, \"val_loss\": null}\n");
  }
}
// endregion
