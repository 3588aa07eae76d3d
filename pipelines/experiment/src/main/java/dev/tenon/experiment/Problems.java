package dev.tenon.experiment;

import dev.tenon.spi.UserError;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects all that is wrong, so that one attempt tells everything. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Begins with none. */
  public Problems() {}

  /**
   * Adds a problem, unless it is known already.
   *
   * @param path where, such as {@code model.layers[3].filters}; empty for the whole
   * @param message what was expected, what came and what to do
   */
  public void add(String path, String message) {
    found.add(new Problem(path, message));
  }

  /** Adds a problem where a value was wanted, and returns that there is none. */
  <T> Optional<T> refuse(String path, String message) {
    add(path, message);
    return Optional.empty();
  }

  /**
   * Adds problems that were found elsewhere.
   *
   * @param others the problems
   */
  public void addAll(Collection<Problem> others) {
    found.addAll(others);
  }

  /** Returns the problems in the order in which they were found. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Throws if there is a problem.
   *
   * @param subject what the problems are with, such as a file's name
   * @throws UserError that says everything: one problem in one line, several in a line each
   */
  public void raise(String subject) {
    if (found.size() == 1) {
      throw new UserError(subject + ": " + found.iterator().next());
    }
    if (!found.isEmpty()) {
      String lines = found.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
      throw new UserError(subject + " has " + found.size() + " errors:" + lines);
    }
  }
}
