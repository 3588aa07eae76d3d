package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Graph;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Choices of parameters by regular expressions that are found in their paths. */
final class Paths {
  private Paths() {}

  /** Returns a copy of expressions all of which are well formed. */
  static List<String> checked(String component, List<String> expressions) {
    for (String expression : expressions) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            component
                + " has '"
                + expression
                + "', which is no regular expression: "
                + e.getDescription());
      }
    }
    return List.copyOf(expressions);
  }

  /** Tells whether one of the expressions is found in a parameter's path. */
  static boolean isAny(List<String> expressions, Update update) {
    return expressions.stream().anyMatch(expression -> isFound(expression, update));
  }

  /** Refuses an expression that chooses nothing, for it is mistyped. */
  static void requireEachFound(String component, List<String> expressions, List<Update> updates) {
    for (String expression : expressions) {
      if (updates.stream().noneMatch(update -> isFound(expression, update))) {
        throw new UserError(
            "the optimizer's "
                + component
                + " has '"
                + expression
                + "', which is found in the path of no parameter; there are "
                + updates.stream().map(Paths::path).collect(Collectors.joining(", ")));
      }
    }
  }

  private static boolean isFound(String expression, Update update) {
    return Pattern.compile(expression).matcher(path(update)).find();
  }

  private static String path(Update update) {
    return Graph.nameOf(update.parameter());
  }
}
