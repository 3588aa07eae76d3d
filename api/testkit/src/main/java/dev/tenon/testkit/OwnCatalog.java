package dev.tenon.testkit;

import dev.tenon.experiment.Catalog;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Knows an extension and those that are among its components, as if a plug-in named them. */
final class OwnCatalog implements Catalog {
  private final Map<String, Class<? extends Extension>> byKey = new LinkedHashMap<>();

  private OwnCatalog() {}

  static OwnCatalog of(Object extension) {
    OwnCatalog catalog = new OwnCatalog();
    catalog.add(extension);
    return catalog;
  }

  static String id(Class<?> type) {
    return Contributions.snakeCase(type.getSimpleName());
  }

  private void add(Object value) {
    if (value instanceof Extension extension && value instanceof Record) {
      Class<? extends Extension> type = extension.getClass();
      byKey.put(key(Kind.of(type), id(type)), type);
    }
    if (value instanceof Record fields) {
      for (RecordComponent component : fields.getClass().getRecordComponents()) {
        add(Parameters.value(fields, component));
      }
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(this::add);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::add);
    }
  }

  private static String key(Kind kind, String id) {
    return kind.label() + " " + id;
  }

  @Override
  public Optional<Class<? extends Extension>> find(Kind kind, String id) {
    return Optional.ofNullable(byKey.get(key(kind, id)));
  }

  @Override
  public Optional<String> idOf(Class<? extends Extension> type) {
    return byKey.containsValue(type) ? Optional.of(id(type)) : Optional.empty();
  }

  @Override
  public SortedSet<String> ids(Kind kind) {
    SortedSet<String> ids = new TreeSet<>();
    byKey.values().stream().filter(type -> Kind.of(type) == kind).forEach(t -> ids.add(id(t)));
    return ids;
  }
}
