package dev.tenon.experiment;

import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.util.Optional;
import java.util.SortedSet;

/** Knows which records the installed plug-ins contribute, and under which ids. */
public interface Catalog {
  /**
   * Returns the record that has an id.
   *
   * @param kind the kind of extension
   * @param id its id within the kind
   * @return the record, empty if there is none
   */
  Optional<Class<? extends Extension>> find(Kind kind, String id);

  /**
   * Returns the id that a record has within its kind.
   *
   * @param type a record
   * @return its id, empty if no plug-in contributes it
   */
  Optional<String> idOf(Class<? extends Extension> type);

  /**
   * Returns all ids of a kind.
   *
   * @param kind the kind of extension
   * @return the ids in alphabetical order
   */
  SortedSet<String> ids(Kind kind);

  /**
   * Tells why an id is missing that an installed plug-in would have, as far as it is known.
   *
   * @param kind the kind of extension
   * @param id an id that none has
   * @return which plug-in, and why it is of no use; empty if nothing is known
   */
  default Optional<String> whyMissing(Kind kind, String id) {
    return Optional.empty();
  }
}
