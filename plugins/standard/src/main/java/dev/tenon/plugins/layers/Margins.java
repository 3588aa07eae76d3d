package dev.tenon.plugins.layers;

/**
 * How many rows and columns lie along each edge of an image.
 *
 * <p>Example: {@code new ZeroPadding2D(new Margins(1, 0, 2, 2))}; where all are equal, one number
 * does.
 *
 * @param top rows above, at least 0
 * @param bottom rows below, at least 0; as many as above by default
 * @param left columns on the left, at least 0; as many by default
 * @param right columns on the right, at least 0; as many by default
 */
public record Margins(int top, int bottom, int left, int right) {
  /** Checks the numbers. */
  public Margins {
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
      throw new IllegalArgumentException(
          "margins must not be negative, got "
              + String.join(", ", "" + top, "" + bottom, "" + left, "" + right));
    }
  }

  /**
   * Makes margins that are equal all around.
   *
   * @param all rows or columns along each edge
   */
  public Margins(int all) {
    this(all, all, all, all);
  }
}
