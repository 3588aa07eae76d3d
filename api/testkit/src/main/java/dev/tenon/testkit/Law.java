package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Seeds;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * The law that is being checked: the name of the test method, read as a sentence. Test methods of a
 * contract take it as a parameter; what they report through it names extension, law, input and
 * seed.
 *
 * <p>Tests that a plug-in's author adds to a contract may take one too:
 *
 * <pre>{@code
 * @Test
 * void the_output_is_never_negative(Law law) {
 *   law.on("rows of 3").require(smallest >= 0, "found %s", smallest);
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public final class Law {
  private final Object extension;
  private final String sentence;
  private final long seed;
  private String input = "no input";

  Law(Object extension, String sentence, long seed) {
    this.extension = extension;
    this.sentence = sentence;
    this.seed = seed;
  }

  /** Returns the law as a sentence. */
  public String sentence() {
    return sentence;
  }

  /**
   * Says on what the law is checked from here on; whatever fails then names it.
   *
   * @param input shapes, values, or how data is split
   * @return this law
   */
  public Law on(Object input) {
    this.input = input.toString();
    return this;
  }

  /**
   * Returns random numbers to draw an input from: the same for the same seed, law and name.
   *
   * @param name what tells this use from others of the same law
   * @return the numbers
   */
  public RandomGenerator random(Object... name) {
    return Seeds.random(Seeds.derive(seed, sentence), name);
  }

  /**
   * Requires that something holds.
   *
   * @param holds whether it does
   * @param found what was found instead, as for {@link String#format}
   * @param values the values in it
   * @throws LawBroken if it does not
   */
  public void require(boolean holds, String found, Object... values) {
    if (!holds) {
      throw broken(String.format(found, values), null);
    }
  }

  /** Makes the failure that says what was found; an exception that showed it stays its cause. */
  LawBroken broken(String found, Throwable cause) {
    return new LawBroken(extension, sentence, found, input, seed, cause);
  }
}
