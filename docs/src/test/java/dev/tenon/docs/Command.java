package dev.tenon.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a page tells readers to type.
 *
 * @param place where it stands
 * @param words what is typed, word by word; the first is {@code ./tenon} or {@code ./mvnw}
 */
record Command(String place, List<String> words) {
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern TYPED =
      Pattern.compile("(?:[A-Z_]+=\\S+ )*(\\./(?:tenon|mvnw)(?: .*)?)");

  Command {
    words = List.copyOf(words);
  }

  /** Finds the commands in code blocks, in indented lines and within backticks. */
  static List<Command> in(Page page) {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      String place = page + ":" + (i + 1);
      String line = page.lines().get(i);
      add(commands, place, line.strip());
      Matcher span = SPAN.matcher(line);
      while (span.find()) {
        add(commands, place, span.group(1));
      }
    }
    return commands;
  }

  private static void add(List<Command> commands, String place, String text) {
    Matcher typed = TYPED.matcher(text);
    if (typed.matches()) {
      String withoutRemark = typed.group(1).replaceFirst("\\s+#.*", "");
      commands.add(new Command(place, List.of(withoutRemark.split(" +"))));
    }
  }

  boolean isTenon() {
    return words.get(0).equals("./tenon");
  }

  /** Returns the words after the first. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** Returns the names of the long options, up to two dashes that stand alone. */
  List<String> options() {
    int end = words.contains("--") ? words.indexOf("--") : words.size();
    return words.subList(0, end).stream()
        .filter(word -> word.startsWith("--"))
        .map(word -> word.replaceFirst("=.*", ""))
        .toList();
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
