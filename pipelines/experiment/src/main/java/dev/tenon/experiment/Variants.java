package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records that a sealed interface permits, by their ids: the classes' names in snake case. In
 * JSON they look like extensions, but plug-ins cannot add to them.
 *
 * @param label the interface's name for people
 * @param byId the records by id
 */
record Variants(String label, TreeMap<String, Class<?>> byId) {
  /** Returns the variants of an interface; empty if it is not sealed over records. */
  static Optional<Variants> of(Class<?> type) {
    boolean choice =
        type.isSealed()
            && type.isInterface()
            && Arrays.stream(type.getPermittedSubclasses()).allMatch(Class::isRecord);
    if (!choice) {
      return Optional.empty();
    }
    TreeMap<String, Class<?>> byId = new TreeMap<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      byId.put(id(permitted), permitted);
    }
    return Optional.of(new Variants(id(type), byId));
  }

  /** Returns the id of a record that is a variant of something; empty if it is none. */
  static Optional<String> idOf(Class<?> record) {
    return Arrays.stream(record.getInterfaces()).anyMatch(type -> of(type).isPresent())
        ? Optional.of(id(record))
        : Optional.empty();
  }

  private static String id(Class<?> type) {
    return Contributions.snakeCase(type.getSimpleName());
  }
}
