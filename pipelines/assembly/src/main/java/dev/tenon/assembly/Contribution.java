package dev.tenon.assembly;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An extension that is installed.
 *
 * @param kind its kind
 * @param id its id, unique within the kind
 * @param type the record
 * @param owner the plug-in that contributes it
 */
public record Contribution(Kind kind, String id, Class<? extends Extension> type, Owner owner) {
  private static final Pattern ID = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");

  /** Checks the id. */
  public Contribution {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id of "
              + type.getName()
              + " must be lower-case words with underscores, a third party's after its own name and "
              + "a dot, as in acme.rms_norm; got '"
              + id
              + "'");
    }
  }

  /**
   * Asks a plug-in for its contributions, and looks at each as far as its use will.
   *
   * @throws RuntimeException if it fails
   * @throws LinkageError if a class is missing
   */
  static List<Contribution> of(Plugin plugin, String name) {
    List<Contribution> contributions = new ArrayList<>();
    Owner owner = new Owner(name, plugin.getClass());
    plugin.contribute(
        new Contributions() {
          @Override
          public <E extends Record & Extension> void add(String id, Class<E> type) {
            type.getRecordComponents();
            type.getDeclaredConstructors();
            type.getDeclaredMethods();
            contributions.add(new Contribution(Kind.of(type), id, type, owner));
          }
        });
    return contributions;
  }

  /** Returns its kind and id, for people. */
  String title() {
    return "the " + kind.label() + " '" + id + "'";
  }
}
