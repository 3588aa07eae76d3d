package dev.tenon.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown, as GitHub reads it.
 *
 * @param root the repository's root
 * @param file the page
 * @param lines its text
 */
record Page(Path root, Path file, List<String> lines) {
  private static final Pattern FENCE = Pattern.compile("( *)```([a-z]*)\\s*");
  private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*\\]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Set<String> NEEDS_SOURCE = Set.of("java", "json");

  /** Reads a page. */
  static Page read(Path root, Path file) throws IOException {
    return new Page(root, file, Files.readAllLines(file));
  }

  /** Reads all pages: those of the root, those under {@code docs}, and the sample's. */
  static List<Page> all(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(root.resolve("plugins/sample/README.md"));
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      Stream.concat(top, docs.filter(file -> !file.toString().contains("/target/")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(files::add);
    }
    List<Page> pages = new ArrayList<>();
    for (Path file : files) {
      pages.add(read(root, file));
    }
    return pages;
  }

  /**
   * A fenced code block.
   *
   * @param first the index of its first line within the fences
   * @param end the index of the closing fence
   * @param indent what stands before the fences
   * @param language the word after the opening fence
   * @param text the lines within, without the indent
   * @param source where it comes from, if a marker above it says so
   */
  record Block(
      int first,
      int end,
      String indent,
      String language,
      List<String> text,
      Optional<Snippet> source) {}

  /** Returns the fenced code blocks, in order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        String indent = fence.group(1);
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).equals(indent + "```")) {
          end++;
        }
        List<String> text =
            lines.subList(i + 1, end).stream()
                .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                .toList();
        Optional<Snippet> source = i == 0 ? Optional.empty() : Snippet.parse(lines.get(i - 1));
        blocks.add(new Block(i + 1, end, indent, fence.group(2), text, source));
        i = end;
      }
    }
    return blocks;
  }

  /** Returns what is wrong with the code blocks, empty if nothing is. */
  List<String> staleBlocks() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.source.isPresent()) {
        Snippet source = block.source.get();
        if (!block.text.equals(source.lines(root))) {
          problems.add(place(block.first) + " differs from " + source);
        }
      } else if (NEEDS_SOURCE.contains(block.language)) {
        problems.add(place(block.first) + " is " + block.language + " code without a source");
      }
    }
    long markers = lines.stream().filter(line -> Snippet.parse(line).isPresent()).count();
    if (markers > blocks().stream().filter(block -> block.source.isPresent()).count()) {
      problems.add(place(0) + " and following: a marker stands alone, with no block under it");
    }
    return problems;
  }

  /** Returns this page with every block as its source has it. */
  Page updated() throws IOException {
    List<String> fresh = new ArrayList<>(lines);
    List<Block> blocks = blocks();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      if (block.source.isPresent()) {
        List<String> text = fresh.subList(block.first, block.end);
        text.clear();
        for (String line : block.source.get().lines(root)) {
          text.add(line.isEmpty() ? line : block.indent + line);
        }
      }
    }
    return new Page(root, file, List.copyOf(fresh));
  }

  /** Returns the links to other places of the repository that lead nowhere. */
  List<String> deadLinks() throws IOException {
    List<String> dead = new ArrayList<>();
    for (String target : links()) {
      if (target.matches("[a-z]+:.*")) {
        continue;
      }
      String[] parts = target.split("#", 2);
      Path to = file.resolveSibling(parts[0]).normalize();
      if (!parts[0].isEmpty() && (!Files.exists(to) || !to.startsWith(root))) {
        dead.add(file + " links to " + target + ", which does not exist");
      } else if (parts.length == 2 && !page(parts[0], to).anchors().contains(parts[1])) {
        dead.add(file + " links to " + target + ", a heading that does not exist");
      }
    }
    return dead;
  }

  private Page page(String target, Path to) throws IOException {
    return target.isEmpty() ? this : read(root, to);
  }

  private List<String> links() {
    List<String> links = new ArrayList<>();
    for (String line : prose()) {
      Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", "code"));
      while (link.find()) {
        links.add(link.group(1));
      }
    }
    return links;
  }

  private Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    for (String line : prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String plain = heading.group(1).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    return anchors;
  }

  private List<String> prose() {
    List<String> prose = new ArrayList<>(lines);
    for (Block block : blocks()) {
      for (int i = block.first; i < block.end; i++) {
        prose.set(i, "");
      }
    }
    return prose;
  }

  private String place(int line) {
    return file + ":" + (line + 1);
  }

  @Override
  public String toString() {
    return root.relativize(file).toString();
  }
}
