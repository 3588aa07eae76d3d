package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Training;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the results of all epochs to {@code history.csv}, after each epoch and at the end.
 *
 * <p>There is a column {@code epoch}, from 1, and one for each value of the history. The file is
 * replaced as a whole, so it never holds a part of a line, and a resumed run repeats none. Example:
 * {@code experiment.withListeners(new CsvHistory())}.
 */
public record CsvHistory() implements Listener {
  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      write(ended.training(), ended.history());
    } else if (event instanceof Event.Ended ended) {
      write(ended.training(), ended.history());
    }
  }

  private static void write(Training training, History history) {
    training.workDirectory().file("history.csv").write(table(history));
  }

  private static String table(History history) {
    Set<String> names = new LinkedHashSet<>();
    history.epochs().forEach(epoch -> names.addAll(epoch.values().keySet()));
    String header = "epoch" + names.stream().map(name -> "," + name).collect(Collectors.joining());
    return history.epochs().stream()
        .map(epoch -> row(epoch, names))
        .collect(Collectors.joining("\n", header + "\n", "\n"));
  }

  private static String row(History.Epoch epoch, Set<String> names) {
    return epoch.number()
        + names.stream()
            .map(name -> epoch.values().get(name))
            .map(value -> "," + (value == null ? "" : value))
            .collect(Collectors.joining());
  }
}
