package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the values that hold no others.
 *
 * @param problems takes what is wrong
 */
record Scalars(Problems problems) {
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  Optional<Object> read(JsonNode node, Class<?> type, String path) {
    if (type == int.class || type == Integer.class) {
      return integer(node, path)
          .filter(n -> within(node, node.canConvertToInt(), path))
          .map(Long::intValue);
    } else if (type == long.class || type == Long.class) {
      return integer(node, path).map(n -> n);
    } else if (type == double.class || type == Double.class) {
      return real(node, path).map(n -> n);
    } else if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean()
          ? Optional.of(node.booleanValue())
          : wrong(node, "true or false", path);
    } else if (type == String.class) {
      return node.isTextual() ? Optional.of(node.textValue()) : wrong(node, "a text", path);
    } else if (type == Path.class) {
      return path(node, path);
    } else if (type.isEnum()) {
      return constant(node, type, path);
    }
    return optional(node, type, path);
  }

  private Optional<Object> optional(JsonNode node, Class<?> type, String path) {
    if (type == OptionalInt.class) {
      return node.isNull()
          ? Optional.of(OptionalInt.empty())
          : read(node, int.class, path).map(n -> OptionalInt.of((Integer) n));
    } else if (type == OptionalLong.class) {
      return node.isNull()
          ? Optional.of(OptionalLong.empty())
          : read(node, long.class, path).map(n -> OptionalLong.of((Long) n));
    } else if (type == OptionalDouble.class) {
      return node.isNull()
          ? Optional.of(OptionalDouble.empty())
          : read(node, double.class, path).map(n -> OptionalDouble.of((Double) n));
    }
    return problems.refuse(path, "a component of " + type.getName() + " has no JSON");
  }

  private Optional<Long> integer(JsonNode node, String path) {
    if (!node.isIntegralNumber()) {
      return wrong(node, "an integer", path);
    }
    return within(node, node.canConvertToLong(), path)
        ? Optional.of(node.longValue())
        : Optional.empty();
  }

  private boolean within(JsonNode node, boolean range, String path) {
    if (!range) {
      problems.add(path, excerpt(node) + " is out of range");
    }
    return range;
  }

  private Optional<Double> real(JsonNode node, String path) {
    if (node.isTextual() && NOT_FINITE.contains(node.textValue())) {
      return Optional.of(Double.valueOf(node.textValue()));
    }
    if (!node.isNumber()) {
      return wrong(node, "a number", path);
    }
    return within(node, Double.isFinite(node.doubleValue()), path)
        ? Optional.of(node.doubleValue())
        : Optional.empty();
  }

  private Optional<Object> path(JsonNode node, String path) {
    if (!node.isTextual()) {
      return wrong(node, "a path", path);
    }
    try {
      return Optional.of(Path.of(node.textValue()));
    } catch (InvalidPathException e) {
      return problems.refuse(path, "is no path: " + e.getMessage());
    }
  }

  private Optional<Object> constant(JsonNode node, Class<?> type, String path) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
            .toList();
    int index = node.isTextual() ? names.indexOf(node.textValue()) : -1;
    if (index < 0) {
      String hint = node.isTextual() ? Nearest.hint(node.textValue(), names) : "";
      return problems.refuse(
          path, "expected one of " + String.join(", ", names) + ", got " + excerpt(node) + hint);
    }
    return Optional.of(type.getEnumConstants()[index]);
  }

  private <T> Optional<T> wrong(JsonNode node, String expected, String path) {
    return problems.refuse(path, "expected " + expected + ", got " + excerpt(node));
  }

  /** Returns JSON for a message, cut if it is long. */
  static String excerpt(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
