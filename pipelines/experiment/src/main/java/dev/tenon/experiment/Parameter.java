package dev.tenon.experiment;

import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One component of an extension, for people who want to know what they can set.
 *
 * @param name its name in JSON
 * @param type what it takes, in words, such as {@code number} or {@code activation}
 * @param required whether it has to be given
 * @param defaultValue its default as JSON; empty if it is required, or depends on what is
 */
public record Parameter(String name, String type, boolean required, Optional<String> defaultValue) {
  private static final Map<Class<?>, Object> SAMPLES =
      Map.of(
          int.class,
          1,
          long.class,
          1L,
          double.class,
          0.5,
          boolean.class,
          true,
          String.class,
          "x",
          Path.class,
          Path.of("x"));

  private static final Map<Class<?>, String> WORDS =
      Map.of(
          int.class, "integer",
          long.class, "integer",
          double.class, "number",
          boolean.class, "true or false",
          String.class, "text",
          Path.class, "path",
          OptionalInt.class, "integer or null",
          OptionalLong.class, "integer or null",
          OptionalDouble.class, "number or null");

  /**
   * Lists the components of an extension. A default that depends on a required component is given
   * as it is for a small value of that one.
   *
   * @param extension a record that is an extension
   * @param catalog knows the extensions that are defaults of others
   * @return its components, in order
   */
  public static List<Parameter> of(Class<? extends Extension> extension, Catalog catalog) {
    Schema schema = Schema.of(extension);
    Optional<Object> sample = sample(schema, catalog);
    Writer writer = new Writer(catalog);
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < schema.components().size(); i++) {
      int index = i;
      boolean required = i < schema.required();
      parameters.add(
          new Parameter(
              schema.names().get(i),
              words(schema.components().get(i).getGenericType()),
              required,
              sample
                  .filter(made -> !required)
                  .map(made -> writer.write(schema.value(made, index), "").toString())));
    }
    return parameters;
  }

  private static String words(Type type) {
    if (type instanceof ParameterizedType generic) {
      String element = words(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == Optional.class ? element + " or null" : "list of " + element;
    }
    if (!(type instanceof Class<?> plain)) {
      return type.getTypeName();
    }
    if (Extension.class.isAssignableFrom(plain)) {
      return Kind.of(plain.asSubclass(Extension.class)).label();
    }
    if (plain.isRecord() && Schema.of(plain).isAddition()) {
      return words(Schema.of(plain).components().get(0).getType());
    }
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    if (plain.isRecord()) {
      String all = "{" + String.join(", ", Schema.of(plain).names()) + "}";
      return Schema.brief(plain)
          .map(constructor -> words(constructor.getGenericParameterTypes()[0]) + " or " + all)
          .orElse(all);
    }
    return WORDS.getOrDefault(plain, plain.getSimpleName().toLowerCase(Locale.ROOT));
  }

  /** Makes an extension from small values of what it requires; empty if it wants others. */
  private static Optional<Object> sample(Type type, Catalog catalog) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return sample(generic.getActualTypeArguments()[0], catalog).map(List::of);
    }
    if (!(type instanceof Class<?> boxed)) {
      return Optional.empty();
    }
    Class<?> plain = MethodType.methodType(boxed).unwrap().returnType();
    if (SAMPLES.containsKey(plain)) {
      return Optional.of(SAMPLES.get(plain));
    }
    if (plain.isEnum()) {
      return Optional.of(plain.getEnumConstants()[0]);
    }
    return plain.isRecord() ? sample(Schema.of(plain), catalog) : sampleOfKind(plain, catalog);
  }

  private static Optional<Object> sample(Schema schema, Catalog catalog) {
    List<Object> values = new ArrayList<>();
    for (var component : schema.components().subList(0, schema.required())) {
      sample(component.getGenericType(), catalog).ifPresent(values::add);
    }
    try {
      return values.size() < schema.required()
          ? Optional.empty()
          : Optional.of(schema.defaults(values));
    } catch (IllegalArgumentException wantsOthers) {
      return Optional.empty();
    }
  }

  private static Optional<Object> sampleOfKind(Class<?> type, Catalog catalog) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.type().equals(type))
        .flatMap(kind -> catalog.ids(kind).stream().map(id -> catalog.find(kind, id).orElseThrow()))
        .map(Schema::of)
        .filter(schema -> schema.required() == 0)
        .findFirst()
        .map(schema -> schema.defaults(List.of()));
  }
}
