package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code evaluation.json} says.
 *
 * @param root the whole of it
 */
record Results(JsonNode root) {
  /**
   * Reads results.
   *
   * @throws UserError if the file cannot be read
   */
  static Results read(StoredFile file) {
    try {
      return new Results(new JsonMapper().readTree(file.bytes()));
    } catch (IOException e) {
      throw new UserError(
          "cannot read " + file + " (" + e + "); remove it to have it written again", e);
    }
  }

  /** Prints the numbers, and how well each class was recognised. */
  void printTo(Terminal terminal) {
    String numbers =
        root.properties().stream()
            .filter(entry -> entry.getValue().isFloatingPointNumber())
            .map(entry -> entry.getKey() + ": " + number(entry.getValue()))
            .collect(Collectors.joining(" - "));
    terminal.line("Test: " + numbers + " on " + root.path("examples").asLong() + " examples");
    Table table = new Table().row("class", "examples", "precision", "recall");
    for (JsonNode one : root.path("classes")) {
      table.row(
          one.path("label").asText(),
          one.path("examples").asText(),
          number(one.path("precision")),
          number(one.path("recall")));
    }
    table.printTo(terminal);
  }

  private static String number(JsonNode value) {
    return value.isNull() ? "-" : String.format(Locale.ROOT, "%.4f", value.asDouble());
  }
}
