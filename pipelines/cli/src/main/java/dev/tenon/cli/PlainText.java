package dev.tenon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown as a terminal shows it: without its marks, in lines of a width. */
final class PlainText {
  private static final String FENCE = "```";

  /** A span of code, an escaped character, a link, or a mark of emphasis. */
  private static final Pattern MARKED =
      Pattern.compile("(`+)(.+?)\\1|\\\\(.)|\\[([^\\]]*)\\]\\(([^)]*)\\)|\\*+");

  private PlainText() {}

  /** Takes the marks away from text in one line. */
  static String of(String markdown) {
    Matcher marked = MARKED.matcher(markdown);
    StringBuilder plain = new StringBuilder();
    while (marked.find()) {
      String text = "";
      if (marked.group(2) != null) {
        text = marked.group(2);
      } else if (marked.group(3) != null) {
        text = marked.group(3);
      } else if (marked.group(4) != null) {
        text = of(marked.group(4)) + " (" + marked.group(5) + ")";
      }
      marked.appendReplacement(plain, Matcher.quoteReplacement(text));
    }
    return marked.appendTail(plain).toString();
  }

  /** Lays paragraphs out in lines of at most a width, where words allow it; code is indented. */
  static List<String> lines(String markdown, int width) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : markdown.split("\n")) {
      if (line.equals(FENCE)) {
        code = !code;
      } else if (code || line.isEmpty()) {
        lines.add(line.isEmpty() ? line : "    " + line);
      } else {
        lines.addAll(wrapped(of(line), width));
      }
    }
    return lines;
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
