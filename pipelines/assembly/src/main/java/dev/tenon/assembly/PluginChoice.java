package dev.tenon.assembly;

import java.io.Serializable;
import java.util.List;

/**
 * Which plug-ins are used besides the standard ones, which always are.
 *
 * @param jars jars of plug-ins that are not on the class path, in their order
 * @param restricted whether only those that are allowed are used
 * @param allowed the names of plug-ins that are allowed, if that is so
 */
public record PluginChoice(List<PluginJar> jars, boolean restricted, List<String> allowed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps the lists as they are now. */
  public PluginChoice {
    jars = List.copyOf(jars);
    allowed = allowed.stream().distinct().sorted().toList();
  }

  /** Uses all plug-ins on the class path. */
  public PluginChoice() {
    this(List.of(), false, List.of());
  }

  PluginChoice withJars(List<PluginJar> others) {
    return new PluginChoice(others, restricted, allowed);
  }

  PluginChoice withAllowed(List<String> names) {
    return new PluginChoice(jars, true, names);
  }

  /** Tells whether a plug-in may be used. */
  boolean allows(String name) {
    return !restricted || allowed.contains(name);
  }
}
