package dev.tenon.plugins.augmentations;

import java.util.random.RandomGenerator;

/** Chance under control. */
final class Chance {
  private Chance() {}

  /** Chance that always falls out the same way: all ones, or all zeros. */
  static RandomGenerator always(boolean ones) {
    return () -> ones ? -1L : 0L;
  }
}
