package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Merge;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows how an extension is written in JSON: with made-up values for what it requires; where it
 * requires nothing, with the default of its first component.
 */
public final class SampleJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<Class<?>, JsonNode> VALUES =
      Map.of(
          int.class, JSON.numberNode(8),
          Integer.class, JSON.numberNode(8),
          long.class, JSON.numberNode(8),
          Long.class, JSON.numberNode(8),
          double.class, JSON.numberNode(0.5),
          Double.class, JSON.numberNode(0.5),
          boolean.class, JSON.booleanNode(true));

  private final Catalog catalog;

  private SampleJson(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Writes a sample.
   *
   * @param extension a record that is an extension
   * @param catalog knows its id, and the extensions that it consists of
   * @return JSON in one line; the record may reject the values that were made up
   */
  public static String of(Class<? extends Extension> extension, Catalog catalog) {
    return Layout.flat(new SampleJson(catalog).extension(extension));
  }

  private JsonNode extension(Class<? extends Extension> extension) {
    String id = catalog.idOf(extension).orElseThrow();
    Schema schema = Schema.of(extension);
    if (schema.components().isEmpty()) {
      return JSON.textNode(id);
    }
    ObjectNode object = JSON.objectNode().put(Codec.TYPE, id);
    if (schema.required() > 0) {
      return components(object, schema);
    }
    Object defaults = schema.defaults(List.of());
    JsonNode first = new Writer(catalog).write(schema.value(defaults, 0), "");
    return object.set(schema.names().get(0), first);
  }

  private ObjectNode components(ObjectNode object, Schema schema) {
    for (RecordComponent component : schema.components().subList(0, schema.required())) {
      object.set(component.getName(), value(component.getGenericType(), component.getName()));
    }
    return object;
  }

  private JsonNode value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      JsonNode element = value(generic.getActualTypeArguments()[0], name);
      return generic.getRawType() == Optional.class ? element : JSON.arrayNode().add(element);
    }
    if (!(type instanceof Class<?> plain)) {
      return JSON.nullNode();
    }
    if (VALUES.containsKey(plain)) {
      return VALUES.get(plain);
    }
    if (plain.isEnum()) {
      Enum<?> first = (Enum<?>) plain.getEnumConstants()[0];
      return JSON.textNode(first.name().toLowerCase(Locale.ROOT));
    }
    if (plain == String.class || plain == Path.class) {
      return JSON.textNode(plain == Path.class ? "path/to/" + name : name);
    }
    return Extension.class.isAssignableFrom(plain)
        ? ofKind(plain.asSubclass(Extension.class))
        : record(plain, name);
  }

  private JsonNode record(Class<?> type, String name) {
    if (!type.isRecord()) {
      return JSON.nullNode();
    }
    Schema schema = Schema.of(type);
    if (schema.isAddition()) {
      return value(schema.components().get(0).getGenericType(), name);
    }
    return Schema.brief(type)
        .map(constructor -> value(constructor.getGenericParameterTypes()[0], name))
        .orElseGet(() -> components(JSON.objectNode(), schema));
  }

  /** Shows the first extension of a kind that can do with one input and requires nothing. */
  private JsonNode ofKind(Class<? extends Extension> type) {
    Kind kind = Kind.of(type);
    return catalog.ids(kind).stream()
        .map(id -> catalog.find(kind, id).orElseThrow())
        .filter(type::isAssignableFrom)
        .filter(found -> !Merge.class.isAssignableFrom(found))
        .filter(found -> Schema.of(found).required() == 0)
        .findFirst()
        .flatMap(catalog::idOf)
        .<JsonNode>map(JSON::textNode)
        .orElse(JSON.nullNode());
  }
}
