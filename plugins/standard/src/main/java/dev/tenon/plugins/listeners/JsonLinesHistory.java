package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Training;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the results of all epochs to {@code history.jsonl}, one JSON object a line.
 *
 * <p>An object has {@code epoch}, from 1, and each value of the history by its name; a value that
 * is no finite number, for which JSON has no word, is {@code null}. The file is replaced as a whole
 * after each epoch and at the end, so it never holds a part of a line, and a resumed run repeats
 * none. It is read by {@code pandas.read_json(file, lines=True)} and the like. Example: {@code
 * experiment.withListeners(new JsonLinesHistory())}.
 */
public record JsonLinesHistory() implements Listener {
  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      write(ended.training(), ended.history());
    } else if (event instanceof Event.Ended ended) {
      write(ended.training(), ended.history());
    }
  }

  private static void write(Training training, History history) {
    String lines =
        history.epochs().stream().map(JsonLinesHistory::line).collect(Collectors.joining());
    training.workDirectory().file("history.jsonl").write(lines);
  }

  private static String line(History.Epoch epoch) {
    return epoch.values().entrySet().stream()
        .map(JsonLinesHistory::member)
        .collect(Collectors.joining("", "{\"epoch\": " + epoch.number(), "}\n"));
  }

  private static String member(Map.Entry<String, Double> value) {
    // Names of values are letters, digits and underscores, but nothing requires it.
    String name = value.getKey().replace("\\", "\\\\").replace("\"", "\\\"");
    return ", \"" + name + "\": " + (Double.isFinite(value.getValue()) ? value.getValue() : "null");
  }
}
