package dev.tenon.graph.api;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What other modules and third parties can see of a module.
 *
 * @param types its public types, by name
 */
record PublicApi(List<Class<?>> types) {
  /** Looks at the compiled classes in a folder. */
  static PublicApi of(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return of(
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .map(name -> load(name.replace('/', '.'))));
    }
  }

  static PublicApi of(Stream<Class<?>> types) {
    return new PublicApi(
        types.filter(PublicApi::isVisible).sorted(Comparator.comparing(Class::getName)).toList());
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** Returns the status of a type: its own, or that of the type around it. */
  static API.Status status(Class<?> type) {
    API api = type.getAnnotation(API.class);
    if (api != null) {
      return api.status();
    }
    return type.getEnclosingClass() == null ? null : status(type.getEnclosingClass());
  }

  /** Returns the types that have no status. */
  List<String> withoutStatus() {
    return types.stream().filter(type -> status(type) == null).map(Class::getName).toList();
  }

  /** Returns where stable types and members mention types of Tenon that are not stable. */
  List<String> unstableMentions() {
    return types.stream()
        .filter(type -> status(type) == API.Status.STABLE)
        .flatMap(
            type ->
                Stream.concat(Stream.of(ApiEntry.header(type)), ApiEntry.members(type).stream())
                    .filter(entry -> entry.status().orElse(API.Status.STABLE) == API.Status.STABLE)
                    .flatMap(
                        entry ->
                            entry.mentioned().stream()
                                .filter(PublicApi::isUnstable)
                                .map(used -> type.getName() + ": " + entry.text() + ": " + used)))
        .toList();
  }

  private static boolean isUnstable(Class<?> type) {
    return type.getName().startsWith("dev.tenon.") && status(type) != API.Status.STABLE;
  }

  /** Returns all types with their members, one a line, in an order that does not depend on code. */
  String text() {
    return types.stream().map(PublicApi::text).collect(joining("\n"));
  }

  private static String text(Class<?> type) {
    String members =
        ApiEntry.members(type).stream()
            .map(entry -> entry.status().map(s -> word(s) + " ").orElse("") + entry.text())
            .map(text -> "  " + text.replaceAll(siblings(type), "") + "\n")
            .collect(joining());
    return word(status(type)) + " " + ApiEntry.header(type).text() + "\n" + members;
  }

  /** What types of the same package are named without. */
  private static String siblings(Class<?> type) {
    return "\\b" + type.getPackageName().replace(".", "\\.") + "\\.(?=[A-Z])";
  }

  /** Returns the lines that one text has and the other has not, each after its type's name. */
  static List<String> difference(String before, String after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    return Stream.concat(
            old.stream().filter(line -> !now.contains(line)).map(line -> "- " + line),
            now.stream().filter(line -> !old.contains(line)).map(line -> "+ " + line))
        .toList();
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n\n"))
        .flatMap(
            type -> {
              String header = type.lines().findFirst().orElse("");
              return Stream.concat(
                  Stream.of(header), type.lines().skip(1).map(member -> header + member));
            })
        .toList();
  }

  private static String word(API.Status status) {
    return status == null ? "?" : status.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a type as in source code, with the names of its packages but for java.lang. */
  static String name(Type type) {
    return type.getTypeName().replace('$', '.').replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
  }

  /** Returns several types with commas between them. */
  static String names(Type... types) {
    return Arrays.stream(types).map(PublicApi::name).collect(joining(", "));
  }
}
