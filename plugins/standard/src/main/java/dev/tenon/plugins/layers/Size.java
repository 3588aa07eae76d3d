package dev.tenon.plugins.layers;

import dev.tenon.graph.Window;

/**
 * A height and a width: of a kernel, of a pool, of a stride.
 *
 * <p>Example: {@code new Conv2D(64, new Size(1, 7))}; where both are equal, one number does.
 *
 * @param height how many rows, positive
 * @param width how many columns, positive; the height by default
 */
public record Size(int height, int width) {
  /** Checks the numbers. */
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a size needs a positive height and width, got " + height + " x " + width);
    }
  }

  /**
   * Makes a size of equal sides.
   *
   * @param side the height and the width
   */
  public Size(int side) {
    this(side, side);
  }

  /** Makes a window of this size, without padding. */
  Window sliding(Size strides, Size dilation) {
    return Window.of(height, width)
        .withStrides(strides.height, strides.width)
        .withDilations(dilation.height, dilation.width);
  }
}
