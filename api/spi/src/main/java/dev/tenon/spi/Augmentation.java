package dev.tenon.spi;

import java.util.random.RandomGenerator;

/**
 * A random change of an image: a pure function of the image and of the random numbers that it is
 * given, which depend on the seed, the record's id, the epoch and the operation's place.
 */
@FunctionalInterface
public non-sealed interface Augmentation extends Extension {
  /**
   * Returns a changed image.
   *
   * @param image the original, which stays as it is
   * @param random the only source of chance to use
   * @return another image with as many channels, or the same one
   */
  Image apply(Image image, RandomGenerator random);
}
