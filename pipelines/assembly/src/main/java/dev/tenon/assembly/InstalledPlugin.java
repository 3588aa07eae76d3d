package dev.tenon.assembly;

import dev.tenon.spi.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plug-in that was found, whether it can be used or not.
 *
 * @param name its name; empty if it could not be told
 * @param origin the jar or folder that it comes from
 * @param version the {@code Implementation-Version} in its jar's manifest; empty if there is none
 * @param state whether it is used
 * @param reason why it is disabled, empty if it is not
 * @param contributions what it contributes, or would contribute, as far as it could be told
 */
public record InstalledPlugin(
    Optional<String> name,
    String origin,
    Optional<String> version,
    State state,
    String reason,
    List<Contribution> contributions) {

  /** Whether a plug-in is used. */
  public enum State {
    /** It is used. */
    ENABLED,
    /** It would be used if it were allowed. */
    NOT_ALLOWED,
    /** It cannot be used. */
    BROKEN
  }

  /** Tells whether it is used. */
  public boolean isEnabled() {
    return state == State.ENABLED;
  }

  /** Returns its name and where it comes from, for people. */
  public String title() {
    return "plug-in " + name.map(known -> known + " (" + origin + ")").orElse(origin);
  }

  /** Tells whether an id is, or may be, one of its own, by the convention for ids if need be. */
  boolean mayOffer(Kind kind, String id) {
    if (!contributions.isEmpty()) {
      return contributions.stream().anyMatch(c -> c.kind() == kind && c.id().equals(id));
    }
    int dot = id.indexOf('.');
    return dot > 0 && id.substring(0, dot).equals(name.orElseGet(this::nameOfFile));
  }

  /** Returns what a jar of one plug-in is usually called after, without its version. */
  private String nameOfFile() {
    String file = Path.of(origin).getFileName().toString();
    return file.replaceFirst("\\.jar$", "").replaceFirst("-\\d.*", "").replace('-', '_');
  }
}
