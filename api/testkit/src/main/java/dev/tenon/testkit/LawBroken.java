package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * An extension breaks a law of its kind. The message says which law, what was found instead, on
 * which input, and with which seed the failure comes again.
 */
@API(status = EXPERIMENTAL)
public final class LawBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  /**
   * States a broken law.
   *
   * @param extension what breaks it, as it prints itself
   * @param law the law, as a sentence
   * @param found what was found instead
   * @param input on what it is broken: shapes, values, or how data was split
   * @param seed the seed that the input was drawn with
   * @param cause the exception by which it showed, null if there was none
   */
  LawBroken(Object extension, String law, String found, String input, long seed, Throwable cause) {
    super(
        String.format(
            "%s breaks the law \"%s\": %s; on %s; with seed %d (-D%s=%d)",
            extension, law, found, input, seed, Contract.SEED, seed),
        cause);
  }
}
