package dev.tenon.assembly;

import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import java.lang.annotation.IncompleteAnnotationException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a plug-in before any of its code has run.
 *
 * @param origin the jar or folder that names it
 * @param type its class, if there is one
 * @param info what it says of itself, if it does
 * @param fault why it cannot be used, if it cannot
 */
record Candidate(
    String origin,
    Optional<Class<? extends Plugin>> type,
    Optional<PluginInfo> info,
    Optional<String> fault) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

  /** Returns what has no plug-in, and why. */
  static Candidate broken(String origin, String fault) {
    return new Candidate(origin, Optional.empty(), Optional.empty(), Optional.of(fault));
  }

  /**
   * Looks at a class that is said to be a plug-in, without running anything of it.
   *
   * @param origin the jar or folder that names it
   * @param name its name
   * @param classes where it is
   */
  static Candidate of(String origin, String name, ClassLoader classes) {
    try {
      Class<?> named = Class.forName(name, false, classes);
      if (!Plugin.class.isAssignableFrom(named)) {
        return broken(origin, "its service file names " + name + ", which is no plug-in");
      }
      return of(origin, named.asSubclass(Plugin.class));
    } catch (ClassNotFoundException e) {
      return broken(origin, "its service file names " + name + ", but there is no such class");
    } catch (LinkageError | RuntimeException e) {
      return broken(origin, Faults.told(e));
    }
  }

  /** Looks at a plug-in's class, without running anything of it. */
  static Candidate of(String origin, Class<? extends Plugin> type) {
    Optional<PluginInfo> info = info(type);
    Optional<String> fault;
    try {
      fault = fault(type, info);
    } catch (LinkageError | RuntimeException e) {
      fault = Optional.of(Faults.told(e));
    }
    return new Candidate(origin, Optional.of(type), info, fault);
  }

  /** Another Tenon's may lack what this one's says. */
  private static Optional<PluginInfo> info(Class<? extends Plugin> type) {
    PluginInfo info = type.getAnnotation(PluginInfo.class);
    try {
      return Optional.ofNullable(info).filter(said -> said.name() != null && said.api() != null);
    } catch (IncompleteAnnotationException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> fault(Class<? extends Plugin> type, Optional<PluginInfo> said) {
    if (said.isEmpty()) {
      return Optional.of(
          type.getName()
              + " has no @PluginInfo, which tells its name and the API it was built for");
    }
    PluginInfo info = said.get();
    if (!NAME.matcher(info.name()).matches()) {
      return Optional.of(
          "the name of "
              + type.getName()
              + " must be lower-case words with underscores, got '"
              + info.name()
              + "'");
    }
    Optional<ApiVersion> built = ApiVersion.of(info.api());
    if (built.isEmpty()) {
      return Optional.of(
          "the API that it was built for must be a version such as "
              + PluginInfo.API
              + ", got '"
              + info.api()
              + "'");
    }
    return ApiVersion.CURRENT.runs(built.get())
        ? constructorFault(type, info)
        : Optional.of(
            "it was built for API %s, and this Tenon runs plug-ins built for API %s; use another version of the plug-in or of Tenon"
                .formatted(built.get(), ApiVersion.CURRENT.range()));
  }

  private static Optional<String> constructorFault(Class<? extends Plugin> type, PluginInfo info) {
    if (Construction.asks(type)) {
      return Optional.empty();
    }
    if (info.modules().length > 0) {
      return Optional.of(type.getName() + " names modules, but has no constructor with @Inject");
    }
    return Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0)
        ? Optional.empty()
        : Optional.of(
            type.getName()
                + " has neither a public constructor without parameters nor one with @Inject");
  }

  /** Returns the name, if it is told and can be used. */
  Optional<String> name() {
    return info.map(PluginInfo::name).filter(name -> NAME.matcher(name).matches());
  }

  /** Returns the version in the manifest of the jar that the class comes from. */
  Optional<String> version() {
    return type.map(Class::getPackage).map(Package::getImplementationVersion);
  }
}
