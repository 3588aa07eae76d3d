package dev.tenon.docs.sample;

// region listener
import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the results of each epoch as a line of JSON; a result that is no number is null. */
public record JsonLines(String file) implements Listener {
  public JsonLines {
    if (file.isBlank() || file.contains("/")) {
      throw new IllegalArgumentException("file must be a name without slashes, got '" + file + "'");
    }
  }

  public JsonLines() {
    this("history.jsonl");
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      String lines =
          ended.history().epochs().stream().map(JsonLines::line).collect(Collectors.joining());
      ended.training().workDirectory().file(file).write(lines);
    }
  }

  static String line(History.Epoch epoch) {
    String values =
        epoch.values().entrySet().stream().map(JsonLines::member).collect(Collectors.joining());
    return "{\"epoch\": " + epoch.number() + values + "}\n";
  }

  private static String member(Map.Entry<String, Double> value) {
    boolean number = Double.isFinite(value.getValue());
    return ", \"" + value.getKey() + "\": " + (number ? value.getValue() : "null");
  }
}
// endregion
