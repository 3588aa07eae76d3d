package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Makes JSON of records: every component is written, also those that have their default. */
final class Writer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Catalog catalog;
  private final Problems problems = new Problems();

  Writer(Catalog catalog) {
    this.catalog = catalog;
  }

  Problems problems() {
    return problems;
  }

  /** Writes a value; what cannot be written becomes null and a problem. */
  JsonNode write(Object value, String path) {
    if (value instanceof Extension extension) {
      return extension(extension, path);
    }
    if (value instanceof Record placed && Schema.of(placed.getClass()).isAddition()) {
      return addition(placed, path);
    }
    if (value instanceof Record nested) {
      return Variants.idOf(nested.getClass())
          .map(id -> typed(id, nested, path))
          .orElseGet(() -> components(JSON.objectNode(), nested, path));
    }
    if (value instanceof List<?> list) {
      return list(list, path);
    }
    if (value instanceof SortedMap<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach(
          (key, each) -> object.set(key.toString(), write(each, Codec.join(path, key.toString()))));
      return object;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(inner -> write(inner, path)).orElse(JSON.nullNode());
    }
    return scalar(value, path);
  }

  private JsonNode list(List<?> list, String path) {
    ArrayNode array = JSON.arrayNode();
    for (int i = 0; i < list.size(); i++) {
      array.add(write(list.get(i), path + "[" + i + "]"));
    }
    return array;
  }

  private JsonNode scalar(Object value, String path) {
    if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Long number) {
      return JSON.numberNode(number);
    } else if (value instanceof Double number) {
      return Double.isFinite(number) ? JSON.numberNode(number) : JSON.textNode(number.toString());
    } else if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    } else if (value instanceof String || value instanceof Path) {
      return JSON.textNode(value.toString());
    } else if (value instanceof Enum<?> constant) {
      return JSON.textNode(constant.name().toLowerCase(Locale.ROOT));
    } else if (value instanceof OptionalInt number) {
      return number.isPresent() ? write(number.getAsInt(), path) : JSON.nullNode();
    } else if (value instanceof OptionalLong number) {
      return number.isPresent() ? write(number.getAsLong(), path) : JSON.nullNode();
    } else if (value instanceof OptionalDouble number) {
      return number.isPresent() ? write(number.getAsDouble(), path) : JSON.nullNode();
    }
    return refuse(
        path,
        "a value of "
            + (value == null ? "null" : value.getClass().getName())
            + " cannot be written as JSON; make the extension a record of numbers, texts, lists and "
            + "other records, and contribute it in a Plugin");
  }

  private JsonNode extension(Extension extension, String path) {
    Kind kind = Kind.of(extension.getClass());
    Optional<String> id = catalog.idOf(extension.getClass());
    if (!(extension instanceof Record fields) || id.isEmpty()) {
      String what = extension instanceof Record ? "which no plug-in contributes" : "no record";
      return refuse(
          path,
          "the "
              + kind.label()
              + " is a "
              + extension.getClass().getName()
              + ", "
              + what
              + ", so it cannot be written as JSON; declare a record that implements "
              + kind.type().getSimpleName()
              + " and contribute it in a Plugin");
    }
    return typed(id.get(), fields, path);
  }

  /** Writes a record with its id, which alone stands for one that has no components. */
  private JsonNode typed(String id, Record fields, String path) {
    return fields.getClass().getRecordComponents().length == 0
        ? JSON.textNode(id)
        : components(JSON.objectNode().put(Codec.TYPE, id), fields, path);
  }

  /** Writes an extension, and what is said about it besides that is not its default. */
  private JsonNode addition(Record fields, String path) {
    Schema schema = Schema.of(fields.getClass());
    List<String> names = schema.names();
    Object extension = schema.value(fields, 0);
    Object defaults = schema.defaults(List.of(extension));
    JsonNode written = write(extension, path);
    if (written instanceof NullNode) {
      return written;
    }
    Optional<String> taken = Schema.of(extension.getClass()).taken(names.subList(1, names.size()));
    if (taken.isPresent()) {
      return refuse(path, taken.get());
    }
    for (int i = 1; i < names.size(); i++) {
      Object value = schema.value(fields, i);
      if (!value.equals(schema.value(defaults, i))) {
        written =
            (written instanceof ObjectNode members ? members : named(written))
                .set(names.get(i), write(value, Codec.join(path, names.get(i))));
      }
    }
    return written;
  }

  private static ObjectNode named(JsonNode id) {
    return JSON.objectNode().set(Codec.TYPE, id);
  }

  /** Appends the components of a record to an object. */
  ObjectNode components(ObjectNode object, Record fields, String path) {
    Schema schema = Schema.of(fields.getClass());
    List<String> names = schema.names();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      object.set(name, write(schema.value(fields, i), Codec.join(path, name)));
    }
    return object;
  }

  private JsonNode refuse(String path, String message) {
    problems.add(path, message);
    return JSON.nullNode();
  }
}
