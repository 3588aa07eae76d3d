package dev.tenon.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /** Returns {@code "; did you mean 'x'?"} for the name most like another, or nothing. */
  static String hint(String name, Collection<String> known) {
    return of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /**
   * Suggests the name most like another, and tells what there is.
   *
   * @param name what somebody wrote
   * @param known the names that there are
   * @param existing what there is, or what else to do
   * @return both, after a semicolon
   */
  public static String hint(String name, Collection<String> known, String existing) {
    String hint = hint(name, known);
    return hint + (hint.isEmpty() ? "; " : " ") + existing;
  }

  private static Optional<String> of(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> isNear(lower, candidate.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(c -> distance(lower, c.toLowerCase(Locale.ROOT))));
  }

  private static boolean isNear(String name, String candidate) {
    int few = Math.max(2, Math.max(name.length(), candidate.length()) / 3);
    return distance(name, candidate) <= few || name.length() > 2 && candidate.contains(name);
  }

  /** The edit distance of Levenshtein, 1965: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}
