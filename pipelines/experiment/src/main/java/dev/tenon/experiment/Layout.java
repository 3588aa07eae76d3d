package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out JSON for reading, always in the same way: what fits on a line is put on a line, so that
 * a layer takes one and a model reads like a table.
 */
final class Layout {
  private static final int WIDTH = 100;

  private Layout() {}

  static String of(JsonNode node) {
    return lay(node, "", 0) + "\n";
  }

  private static String lay(JsonNode node, String indent, int before) {
    String flat = flat(node);
    if (node.isValueNode() || node.isEmpty() || fits(flat, indent, before)) {
      return flat;
    }
    String deeper = indent + "  ";
    List<String> lines = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> lines.add(deeper + lay(element, deeper, 0)));
    } else {
      for (var member : node.properties()) {
        String key = TextNode.valueOf(member.getKey()) + ": ";
        lines.add(deeper + key + lay(member.getValue(), deeper, key.length()));
      }
    }
    String brackets = node.isArray() ? "[]" : "{}";
    return brackets.charAt(0)
        + "\n"
        + String.join(",\n", lines)
        + "\n"
        + indent
        + brackets.charAt(1);
  }

  /** The root is always broken into lines; one column is left for a comma. */
  private static boolean fits(String flat, String indent, int before) {
    return !indent.isEmpty() && indent.length() + before + flat.length() < WIDTH;
  }

  /** Lays a value out in one line. */
  static String flat(JsonNode node) {
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> parts.add(flat(element)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (node.isObject()) {
      for (var member : node.properties()) {
        parts.add(TextNode.valueOf(member.getKey()) + ": " + flat(member.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    return node.toString();
  }
}
