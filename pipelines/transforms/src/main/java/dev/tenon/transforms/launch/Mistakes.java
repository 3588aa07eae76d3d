package dev.tenon.transforms.launch;

import dev.tenon.spi.UserError;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the user's mistake in what a runner throws.
 *
 * <p>Runners wrap what a step throws, more than once. What comes from another JVM may be of a class
 * that another class loader has made, or no more than a text: the class's name and the message.
 */
public final class Mistakes {
  private static final String NAME = UserError.class.getName();
  private static final Pattern TOLD = Pattern.compile(Pattern.quote(NAME) + ": (\\V+)");

  private Mistakes() {}

  /**
   * Finds a mistake.
   *
   * @param thrown anything thrown
   * @return the mistake, if there is one in it
   */
  public static Optional<UserError> in(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> next = new ArrayDeque<>();
    next.add(thrown);
    Optional<UserError> told = Optional.empty();
    while (!next.isEmpty()) {
      Throwable one = next.remove();
      if (!seen.add(one)) {
        continue;
      }
      if (one instanceof UserError mistake) {
        return Optional.of(mistake);
      }
      if (told.isEmpty()) {
        told = told(one);
      }
      if (one.getCause() != null) {
        next.add(one.getCause());
      }
      next.addAll(List.of(one.getSuppressed()));
    }
    return told;
  }

  /**
   * Returns what to throw in the place of what a runner threw: the user's mistake if there is one
   * in it, or else the same.
   *
   * @param thrown what the runner threw
   * @return what to throw
   */
  public static RuntimeException unwrapped(RuntimeException thrown) {
    return in(thrown).<RuntimeException>map(mistake -> mistake).orElse(thrown);
  }

  private static Optional<UserError> told(Throwable one) {
    String message = one.getMessage() == null ? "" : one.getMessage();
    if (one.getClass().getName().equals(NAME)) {
      return Optional.of(new UserError(message, one));
    }
    Matcher matcher = TOLD.matcher(message);
    return matcher.find()
        ? Optional.of(new UserError(matcher.group(1).strip(), one))
        : Optional.empty();
  }
}
