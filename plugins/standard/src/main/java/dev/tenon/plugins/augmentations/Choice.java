package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Canvas;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One of the changes that a policy chooses from.
 *
 * @param operation what it does
 * @param amount how much of it
 */
record Choice(Operation operation, Amount amount) {
  /** How much an operation changes. */
  @FunctionalInterface
  interface Amount {
    /** Returns the amount for a strength from 0 to 1, which may depend on the size of the image. */
    double at(double strength, Canvas canvas);
  }

  /** Chooses an operation whose amount grows evenly from 0. */
  static Choice upTo(Operation operation, double most) {
    return new Choice(operation, (strength, canvas) -> strength * most);
  }

  /** Chooses an operation that has no amount. */
  static Choice of(Operation operation) {
    return upTo(operation, 0);
  }

  /**
   * Returns the fourteen that RandAugment and TrivialAugment choose from, with their greatest
   * amounts.
   */
  static List<Choice> fourteen(
      double shear, Amount right, Amount down, double degrees, double factor, double bits) {
    return List.of(
        of(Operation.IDENTITY),
        upTo(Operation.SHEAR_X, shear),
        upTo(Operation.SHEAR_Y, shear),
        new Choice(Operation.TRANSLATE_X, right),
        new Choice(Operation.TRANSLATE_Y, down),
        upTo(Operation.ROTATE, degrees),
        upTo(Operation.BRIGHTNESS, factor),
        upTo(Operation.COLOR, factor),
        upTo(Operation.CONTRAST, factor),
        upTo(Operation.SHARPNESS, factor),
        upTo(Operation.POSTERIZE, bits),
        upTo(Operation.SOLARIZE, Canvas.VALUES),
        of(Operation.AUTO_CONTRAST),
        of(Operation.EQUALIZE));
  }

  /** Draws one, all alike likely. */
  static Choice draw(List<Choice> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Changes an image, by a negative amount in half of the cases, if the operation has such. */
  void apply(Canvas canvas, double strength, RandomGenerator random) {
    boolean negated = operation.isSigned() && random.nextBoolean();
    double size = amount.at(strength, canvas);
    operation.apply(canvas, negated ? -size : size);
  }
}
