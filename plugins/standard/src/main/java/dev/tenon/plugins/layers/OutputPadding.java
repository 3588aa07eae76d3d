package dev.tenon.plugins.layers;

/**
 * How many rows and columns a transposed convolution adds below and on the right of its result.
 *
 * <p>Example: {@code new OutputPadding(1, 0)}; where both are equal, one number does.
 *
 * @param height how many rows, at least 0
 * @param width how many columns, at least 0; the height by default
 */
public record OutputPadding(int height, int width) {
  /** Checks the numbers. */
  public OutputPadding {
    if (height < 0 || width < 0) {
      throw new IllegalArgumentException(
          "output padding must not be negative, got " + height + " x " + width);
    }
  }

  /**
   * Makes as many rows as columns.
   *
   * @param both how many rows, and how many columns
   */
  public OutputPadding(int both) {
    this(both, both);
  }
}
