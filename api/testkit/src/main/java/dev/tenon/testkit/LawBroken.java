package dev.tenon.testkit;

/**
 * An extension breaks a law of its kind. The message says which law, on which input, and with which
 * seed the failure comes again.
 */
public final class LawBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  /**
   * States a broken law.
   *
   * @param extension what breaks it, as it prints itself
   * @param law the law, as a sentence
   * @param input on what it is broken: shapes, values, or how data was split
   * @param seed the seed that the input was drawn with
   * @param found what was found instead
   */
  public LawBroken(Object extension, String law, String input, long seed, String found) {
    super(
        String.format(
            "%s breaks the law \"%s\": %s; on %s; seed %d", extension, law, found, input, seed));
  }
}
