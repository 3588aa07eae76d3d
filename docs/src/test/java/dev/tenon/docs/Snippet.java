package dev.tenon.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a code block comes from: a file, or the lines of it between {@code // region name} and
 * {@code // endregion}. In a page, it is named by a comment above the block: {@code <!-- snippet:
 * path/from/the/root/X.java#name -->}.
 *
 * <p>Regions may lie within one another; lines that mark others are left out.
 *
 * @param path the file, from the repository's root
 * @param region the region's name; empty for the whole file
 */
record Snippet(String path, Optional<String> region) {
  private static final Pattern MARKER =
      Pattern.compile("\\s*<!-- snippet: ([^\\s#]+)(?:#([a-z0-9-]+))? -->\\s*");
  private static final Pattern BEGIN = Pattern.compile("\\s*// region ([a-z0-9-]+)\\s*");
  private static final Pattern END = Pattern.compile("\\s*// endregion\\s*");

  /** Reads a marker, if a line of a page is one. */
  static Optional<Snippet> parse(String line) {
    Matcher marker = MARKER.matcher(line);
    return marker.matches()
        ? Optional.of(new Snippet(marker.group(1), Optional.ofNullable(marker.group(2))))
        : Optional.empty();
  }

  /** Returns the lines, without the common indentation and without blank lines at the end. */
  List<String> lines(Path root) throws IOException {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new IOException(this + " names a file that does not exist");
    }
    List<String> all = Files.readAllLines(file);
    return unindented(region.isPresent() ? within(all, region.get()) : all);
  }

  private List<String> within(List<String> all, String name) throws IOException {
    List<String> found = new ArrayList<>();
    int open = 0;
    int times = 0;
    for (String line : all) {
      Matcher begin = BEGIN.matcher(line);
      if (begin.matches()) {
        boolean own = begin.group(1).equals(name);
        times += own ? 1 : 0;
        open += own || open > 0 ? 1 : 0;
      } else if (END.matcher(line).matches()) {
        open = Math.max(0, open - 1);
      } else if (open > 0) {
        found.add(line);
      }
    }
    if (times != 1 || open > 0) {
      throw new IOException(
          this + " needs one region that ends; it begins " + times + " times in the file");
    }
    return found;
  }

  private static List<String> unindented(List<String> lines) {
    int indent =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    List<String> text =
        new ArrayList<>(
            lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList());
    while (!text.isEmpty() && text.get(text.size() - 1).isEmpty()) {
      text.remove(text.size() - 1);
    }
    return text;
  }

  @Override
  public String toString() {
    return path + region.map(name -> "#" + name).orElse("");
  }
}
