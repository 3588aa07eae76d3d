package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Derives seeds from seeds: whatever is random is a pure function of the experiment's seed and of a
 * name, so that no order of computation matters.
 */
@API(status = EXPERIMENTAL)
public final class Seeds {
  private Seeds() {}

  /**
   * Derives a seed for something named.
   *
   * @param seed the seed to derive from
   * @param parts what tells this use from others: names, ids, numbers, compared by their text
   * @return another seed; FNV-1a over the text, finished as in SplittableRandom
   */
  public static long derive(long seed, Object... parts) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (Object part : parts) {
      String text = part.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      }
      hash = mix(hash + 0x9E3779B97F4A7C15L);
    }
    return hash;
  }

  /**
   * Makes the random numbers for something named.
   *
   * @param seed the seed to derive from
   * @param parts what tells this use from others
   * @return a generator, always in the same state
   */
  public static RandomGenerator random(long seed, Object... parts) {
    return new SplittableRandom(derive(seed, parts));
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
