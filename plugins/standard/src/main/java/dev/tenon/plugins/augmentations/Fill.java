package dev.tenon.plugins.augmentations;

import dev.tenon.spi.FillMode;
import java.util.Objects;

/** What is seen outside an image. */
final class Fill {
  private Fill() {}

  /** Requires a mode and a value that a sample can have. */
  static void check(FillMode mode, int value) {
    Objects.requireNonNull(mode, "fillMode");
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("fillValue must be from 0 to 255, got " + value);
    }
  }
}
