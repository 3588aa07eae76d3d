package dev.tenon.docs.sample;

// region source
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.Source;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Grey images in a file of lines: the name of the class, then the pixels, 0 to 255. */
public record CsvPixels(Path file, int height, int width, List<String> classes) implements Source {
  public CsvPixels {
    classes = List.copyOf(classes);
    if (height < 1 || width < 1 || classes.isEmpty()) {
      throw new IllegalArgumentException(
          "height and width must be positive, and classes named, got "
              + height
              + "x"
              + width
              + " and "
              + classes);
    }
  }

  @Override
  public Examples open(DataCache cache) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no file " + file + ": name a file of lines class,pixel,...");
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      throw new UserError(file + " is empty: each line should be class,pixel,...");
    }
    return new Lines(this, lines);
  }

  private Reading read(String line, String id) {
    String[] cells = line.split(",", -1);
    int label = classes.indexOf(cells[0].strip());
    if (label < 0) {
      return new Rejected(id, "its class '" + cells[0].strip() + "' is none of " + classes);
    }
    if (cells.length != 1 + height * width) {
      return new Rejected(id, (cells.length - 1) + " pixels instead of " + height * width);
    }
    byte[] samples = new byte[height * width];
    for (int i = 0; i < samples.length; i++) {
      String cell = cells[i + 1].strip();
      if (!cell.matches("\\d{1,3}") || Integer.parseInt(cell) > 255) {
        return new Rejected(id, "pixel " + i + " is '" + cell + "', not a number from 0 to 255");
      }
      samples[i] = (byte) Integer.parseInt(cell);
    }
    return new Example(id, new Image(height, width, 1, samples), label);
  }

  /** The lines of a file, which are in memory. */
  private record Lines(CsvPixels source, List<String> lines) implements Examples {
    @Override
    public List<String> labels() {
      return source.classes;
    }

    @Override
    public long size() {
      return lines.size();
    }

    @Override
    public void read(long from, long to, Consumer<Reading> sink) {
      for (int i = (int) from; i < to; i++) {
        sink.accept(source.read(lines.get(i), "line-%06d".formatted(i + 1)));
      }
    }

    @Override
    public void close() {
      // Nothing is open: the lines are in memory.
    }
  }
}
// endregion
