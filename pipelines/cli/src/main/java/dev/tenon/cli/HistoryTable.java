package dev.tenon.cli;

import dev.tenon.spi.History;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code history.csv}: a column of epochs and one for each value, an epoch a row. */
final class HistoryTable {
  private HistoryTable() {}

  /**
   * Reads a history.
   *
   * @param file the table
   * @return the history
   * @throws UserError if the file cannot be read or is no such table
   */
  static History read(StoredFile file) {
    try {
      List<String> lines = file.text().lines().toList();
      String[] names = lines.get(0).split(",", -1);
      History history = History.EMPTY;
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 1; i < names.length; i++) {
          if (!cells[i].isEmpty()) {
            values.put(names[i], Double.valueOf(cells[i]));
          }
        }
        history = history.with(new History.Epoch(Integer.parseInt(cells[0]), values));
      }
      return history;
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new UserError(
          "cannot read the history " + file + " (" + e + "); remove it to have it written again",
          e);
    }
  }
}
