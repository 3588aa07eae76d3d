package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Locale;
import org.apiguardian.api.API;

/** Takes the extensions that a {@link Plugin} contributes. */
@API(status = STABLE)
@FunctionalInterface
public interface Contributions {
  /**
   * Contributes an extension.
   *
   * @param id its name in JSON and on the command line, unique within its kind; a third party puts
   *     its own name before it, as in {@code acme.rms_norm}
   * @param type a record
   * @param <E> the kind's interface
   */
  <E extends Record & Extension> void add(String id, Class<E> type);

  /**
   * Contributes an extension under its class's name in snake case, as Keras derives names of
   * layers: {@code Conv2D} becomes {@code conv2d}, {@code MaxPooling2D} becomes {@code
   * max_pooling2d}.
   *
   * @param type a record
   * @param <E> the kind's interface
   */
  default <E extends Record & Extension> void add(Class<E> type) {
    add(snakeCase(type.getSimpleName()), type);
  }

  /**
   * Returns a class's name in snake case.
   *
   * @param name a name in camel case
   * @return the name in lower case, with an underscore before each word but the first
   */
  static String snakeCase(String name) {
    return name.replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
