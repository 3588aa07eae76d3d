package dev.tenon.testkit;

import dev.tenon.spi.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Draws the results of epochs as training gives them, in ups and downs and on plateaus. */
final class Histories {
  /** What runs with validation and one metric measure. */
  static final List<String> USUAL =
      List.of("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate");

  private static final int LEVELS = 64;
  private static final int SHOWN = 4;

  private Histories() {}

  /** Draws results of few levels, so that some epochs are equal and some are best. */
  static History draw(List<String> names, int epochs, RandomGenerator random) {
    History history = History.EMPTY;
    int reach = random.nextInt(1, LEVELS);
    for (int number = 1; number <= epochs; number++) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (String name : names) {
        values.put(name, (1.0 + random.nextInt(reach)) / LEVELS);
      }
      history = history.with(new History.Epoch(number, values));
    }
    return history;
  }

  /** Says what a history holds; of a long one, its last epochs. */
  static String describe(History history) {
    int epochs = history.epochs().size();
    String shown =
        history.epochs().subList(Math.max(0, epochs - SHOWN), epochs).stream()
            .map(epoch -> epoch.number() + " " + epoch.values())
            .collect(Collectors.joining(", "));
    String many = epochs > SHOWN ? epochs + " epochs, the last of them " : "";
    return epochs == 0 ? "no epochs" : many + shown;
  }
}
