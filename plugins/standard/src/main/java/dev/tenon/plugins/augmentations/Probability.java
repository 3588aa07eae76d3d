package dev.tenon.plugins.augmentations;

import java.util.random.RandomGenerator;

/** How often an image is changed at all. */
final class Probability {
  private Probability() {}

  /** Requires a number from 0 to 1. */
  static void check(double probability) {
    Strength.check("probability", probability, 1);
  }

  /** Tells whether this image is changed; at 0 and 1 nothing is drawn to know that. */
  static boolean hits(RandomGenerator random, double probability) {
    return probability >= 1 || probability > 0 && random.nextDouble() < probability;
  }
}
