package dev.tenon.cli;

import dev.tenon.experiment.Codec;
import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Nearest;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Finds experiments by what people call them. */
final class Experiments {
  private static final String REMEDY =
      "give a shipped name (tenon list shows them), a JSON file, or a class on the class path that"
          + " implements "
          + Definition.class.getName();

  private Experiments() {}

  /**
   * Returns the experiments that are shipped, by Tenon and by plug-ins, in the order of their
   * names.
   *
   * @throws UserError if two have one name, or if one cannot be loaded
   */
  static List<Definition> shipped() {
    List<Definition> shipped = new ArrayList<>();
    try {
      ServiceLoader.load(Definition.class).forEach(shipped::add);
    } catch (ServiceConfigurationError e) {
      throw new UserError("an experiment on the class path cannot be loaded: " + e.getMessage(), e);
    }
    shipped.sort(Comparator.comparing(Definition::name));
    for (int i = 1; i < shipped.size(); i++) {
      Definition one = shipped.get(i - 1);
      Definition other = shipped.get(i);
      if (one.name().equals(other.name())) {
        throw new UserError(
            "two experiments are named '%s': %s and %s; remove one from the class path"
                .formatted(one.name(), one.getClass().getName(), other.getClass().getName()));
      }
    }
    return shipped;
  }

  /**
   * Finds an experiment.
   *
   * @param what a shipped name, a JSON file's path or a class's name
   * @param codec reads the file; asked for only where there is one
   * @return the experiment, not yet validated
   * @throws UserError if there is no such experiment, or it cannot be read
   */
  static Experiment find(String what, Supplier<Codec> codec) {
    List<Definition> shipped = shipped();
    for (Definition definition : shipped) {
      if (definition.name().equals(what)) {
        return made(definition);
      }
    }
    Optional<Path> file = file(what);
    if (file.isPresent()) {
      return codec.get().read(text(file.get()), what);
    }
    if (what.endsWith(".json")) {
      throw new UserError("there is no experiment file " + what + "; " + REMEDY);
    }
    return made(definition(what, shipped));
  }

  private static Experiment made(Definition definition) {
    try {
      return definition.experiment();
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "experiment " + definition.name() + " cannot be made: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> file(String what) {
    try {
      return Optional.of(Path.of(what)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + " as a text in UTF-8: " + e, e);
    }
  }

  private static Definition definition(String what, List<Definition> shipped) {
    try {
      Class<?> type = Class.forName(what, true, Thread.currentThread().getContextClassLoader());
      if (!Definition.class.isAssignableFrom(type)) {
        throw new UserError(what + " is no experiment; " + REMEDY);
      }
      return (Definition) type.getConstructor().newInstance();
    } catch (ClassNotFoundException | LinkageError e) {
      List<String> names = shipped.stream().map(Definition::name).toList();
      throw new UserError(
          "there is no experiment '" + what + "'" + Nearest.hint(what, names, REMEDY), e);
    } catch (InvocationTargetException e) {
      throw new UserError(what + " cannot be made: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new UserError(
          what + " cannot be made: give it a public constructor without parameters", e);
    }
  }
}
