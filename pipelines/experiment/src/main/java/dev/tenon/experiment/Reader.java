package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.UserError;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes records of JSON and collects all that is wrong with it. */
final class Reader {
  private final Catalog catalog;
  private final Problems problems = new Problems();

  Reader(Catalog catalog) {
    this.catalog = catalog;
  }

  Problems problems() {
    return problems;
  }

  /** Reads a value of a type; empty, and a problem, if there is none. */
  Optional<Object> read(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return list(node, element, path);
      } else if (generic.getRawType() == Optional.class) {
        return node.isNull()
            ? Optional.of(Optional.empty())
            : read(node, element, path).map(Optional::of);
      } else if (generic.getRawType() == SortedMap.class && element == Integer.class) {
        return numbered(node, generic.getActualTypeArguments()[1], path);
      }
    } else if (type instanceof Class<?> plain) {
      Optional<Kind> kind =
          Arrays.stream(Kind.values()).filter(k -> k.type().equals(plain)).findFirst();
      if (kind.isPresent()) {
        return extension(node, kind.get(), List.of(), path);
      } else if (plain.isRecord() && Schema.of(plain).isAddition()) {
        return addition(node, Schema.of(plain), path);
      } else if (plain.isRecord()) {
        return nested(node, plain, path);
      }
      Optional<Variants> variants = Variants.of(plain);
      if (variants.isPresent()) {
        return variant(node, variants.get(), path);
      }
      return new Scalars(problems).read(node, plain, path);
    }
    return problems.refuse(path, "a component of " + type.getTypeName() + " has no JSON");
  }

  private Optional<Object> nested(JsonNode node, Class<?> type, String path) {
    Optional<Constructor<?>> brief = Schema.brief(type);
    if (node.isObject() || brief.isEmpty()) {
      return components(node, type, type.getSimpleName(), Set.of(), path);
    }
    return read(node, brief.get().getGenericParameterTypes()[0], path)
        .flatMap(value -> made(() -> Schema.construct(brief.get(), List.of(value)), path));
  }

  private Optional<Object> list(JsonNode node, Type element, String path) {
    if (!node.isArray()) {
      return problems.refuse(path, "expected a list, got " + Scalars.excerpt(node));
    }
    List<Optional<Object>> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(read(node.get(i), element, path + "[" + i + "]"));
    }
    return elements.stream().allMatch(Optional::isPresent)
        ? Optional.of(elements.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  /** Reads an object whose keys are integers. */
  private Optional<Object> numbered(JsonNode node, Type element, String path) {
    if (!node.isObject()) {
      return problems.refuse(path, "expected an object, got " + Scalars.excerpt(node));
    }
    SortedMap<Integer, Object> elements = new TreeMap<>();
    for (var member : node.properties()) {
      String key = member.getKey();
      if (!key.matches("0|-?[1-9]\\d{0,8}")) {
        problems.add(path, "expected integers as keys, such as \"0\", got '" + key + "'");
      } else {
        read(member.getValue(), element, Codec.join(path, key))
            .ifPresent(value -> elements.put(Integer.valueOf(key), value));
      }
    }
    return elements.size() == node.size() ? Optional.of(elements) : Optional.empty();
  }

  /** Reads an extension and what is said about it besides. */
  private Optional<Object> addition(JsonNode node, Schema schema, String path) {
    List<String> names = schema.names();
    Kind kind = Kind.of(schema.components().get(0).getType().asSubclass(Extension.class));
    List<Optional<Object>> given = new ArrayList<>();
    given.add(extension(node, kind, names.subList(1, names.size()), path));
    boolean complete = given.get(0).isPresent();
    for (int i = 1; i < names.size(); i++) {
      JsonNode member = node.path(names.get(i));
      String place = Codec.join(path, names.get(i));
      Type type = schema.components().get(i).getGenericType();
      given.add(member.isMissingNode() ? Optional.empty() : read(member, type, place));
      complete &= member.isMissingNode() || given.get(i).isPresent();
    }
    return complete ? create(schema, given, path) : Optional.empty();
  }

  private Optional<Object> extension(JsonNode node, Kind kind, List<String> added, String path) {
    JsonNode type = node.isObject() ? node.path(Codec.TYPE) : node;
    if (!type.isTextual()) {
      return problems.refuse(
          node.isObject() ? Codec.join(path, Codec.TYPE) : path,
          (type.isMissingNode() ? "missing" : "expected an id, got " + Scalars.excerpt(type))
              + "; there are "
              + String.join(", ", catalog.ids(kind)));
    }
    String id = type.textValue();
    Optional<Class<? extends Extension>> found = catalog.find(kind, id);
    if (found.isEmpty()) {
      return problems.refuse(path, unknown(kind, id));
    }
    Optional<String> taken = Schema.of(found.get()).taken(added);
    if (taken.isPresent()) {
      return problems.refuse(path, taken.get());
    }
    JsonNode members = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    Set<String> besides = new LinkedHashSet<>(added);
    besides.add(Codec.TYPE);
    return components(members, found.get(), id, besides, path);
  }

  private Optional<Object> variant(JsonNode node, Variants variants, String path) {
    JsonNode type = node.isObject() ? node.path(Codec.TYPE) : node;
    String known = String.join(", ", variants.byId().keySet());
    if (!type.isTextual()) {
      return problems.refuse(
          node.isObject() ? Codec.join(path, Codec.TYPE) : path,
          (type.isMissingNode() ? "missing" : "expected an id, got " + Scalars.excerpt(type))
              + "; there are "
              + known);
    }
    String id = type.textValue();
    Class<?> found = variants.byId().get(id);
    if (found == null) {
      String hint = Nearest.hint(id, variants.byId().keySet(), "there are " + known);
      return problems.refuse(path, "unknown " + variants.label() + " '" + id + "'" + hint);
    }
    JsonNode members = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    return components(members, found, id, Set.of(Codec.TYPE), path);
  }

  private String unknown(Kind kind, String id) {
    for (Kind other : Kind.values()) {
      if (other != kind && catalog.find(other, id).isPresent()) {
        return "'" + id + "' is " + article(other) + ", and " + article(kind) + " is needed here";
      }
    }
    Set<String> known = catalog.ids(kind);
    String unknown = "unknown " + kind.label() + " '" + id + "'";
    return catalog
        .whyMissing(kind, id)
        .map(reason -> unknown + ": " + reason)
        .orElseGet(
            () -> unknown + Nearest.hint(id, known, "there are " + String.join(", ", known)));
  }

  private static String article(Kind kind) {
    String label = kind.label();
    return ("aeio".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
  }

  /**
   * Reads a record from an object.
   *
   * @param name how people call the record
   * @param besides keys that the object may have although they are no components
   */
  Optional<Object> components(
      JsonNode node, Class<?> type, String name, Set<String> besides, String path) {
    if (!node.isObject()) {
      return problems.refuse(path, "expected an object, got " + Scalars.excerpt(node));
    }
    Schema schema = Schema.of(type);
    List<String> names = schema.names();
    for (var member : node.properties()) {
      String key = member.getKey();
      if (!names.contains(key) && !besides.contains(key)) {
        String known = names.isEmpty() ? "no parameters" : String.join(", ", names);
        List<String> all = Stream.concat(names.stream(), besides.stream()).toList();
        problems.add(
            Codec.join(path, key),
            "unknown parameter" + Nearest.hint(key, all, name + " has " + known));
      }
    }
    List<Optional<Object>> given = new ArrayList<>();
    boolean complete = true;
    for (int i = 0; i < names.size(); i++) {
      JsonNode member = node.path(names.get(i));
      String place = Codec.join(path, names.get(i));
      if (member.isMissingNode()) {
        given.add(Optional.empty());
        if (i < schema.required()) {
          problems.add(place, "missing; " + name + " needs it");
          complete = false;
        }
      } else {
        given.add(read(member, schema.components().get(i).getGenericType(), place));
        complete &= given.get(i).isPresent();
      }
    }
    return complete ? create(schema, given, path) : Optional.empty();
  }

  private Optional<Object> create(Schema schema, List<Optional<Object>> given, String path) {
    return made(
        () -> {
          List<Object> values = new ArrayList<>();
          Object defaults = null;
          for (int i = 0; i < given.size(); i++) {
            if (given.get(i).isEmpty() && defaults == null) {
              defaults = schema.defaults(values.subList(0, schema.required()));
            }
            values.add(given.get(i).isPresent() ? given.get(i).get() : schema.value(defaults, i));
          }
          return schema.create(values);
        },
        path);
  }

  private Optional<Object> made(Supplier<Object> record, String path) {
    try {
      return Optional.of(record.get());
    } catch (IllegalArgumentException | UserError rejected) {
      return problems.refuse(path, rejected.getMessage());
    }
  }
}
