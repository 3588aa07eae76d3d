package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * An affine map from the pixels of a new image to places in an old one: {@code sourceY = yy * y +
 * yx * x + y0}, {@code sourceX = xy * y + xx * x + x0}. Pixels are points: the first is at 0, and
 * the centre of an image of {@code n} rows at {@code (n - 1) / 2}.
 *
 * @param height rows of the new image
 * @param width pixels in a row of the new image
 * @param yy how far a step down moves down in the old image
 * @param yx how far a step to the right moves down
 * @param y0 the row of the new image's first pixel
 * @param xy how far a step down moves to the right
 * @param xx how far a step to the right moves to the right
 * @param x0 the place in the row of the new image's first pixel
 */
@API(status = EXPERIMENTAL)
public record Affine(
    int height, int width, double yy, double yx, double y0, double xy, double xx, double x0) {
  /** Checks the size and that all numbers are finite. */
  public Affine {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a map needs a positive size of the new image, got " + height + "x" + width);
    }
    double sum = yy + yx + y0 + xy + xx + x0;
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "a map needs finite numbers, got "
              + "[%s %s %s; %s %s %s]".formatted(yy, yx, y0, xy, xx, x0));
    }
  }

  /**
   * Returns a map that moves an image's content by so many pixels.
   *
   * @param height rows of both images
   * @param width pixels in a row of both images
   * @param down how far down; upwards where negative
   * @param right how far to the right; to the left where negative
   * @return the map
   */
  public static Affine shift(int height, int width, double down, double right) {
    return new Affine(height, width, 1, 0, -down, 0, 1, -right);
  }

  /**
   * Returns a map that shows a window of an image, as it is.
   *
   * @param height the window's rows
   * @param width the pixels in a row of the window
   * @param top the row in the old image where the window begins; it may be outside
   * @param left the place in the row where it begins; it may be outside
   * @return the map
   */
  public static Affine window(int height, int width, int top, int left) {
    return new Affine(height, width, 1, 0, top, 0, 1, left);
  }

  /**
   * Returns a linear map that leaves the centre of an image where it is.
   *
   * @param height rows of both images
   * @param width pixels in a row of both images
   * @param yy how far a step down moves down in the old image
   * @param yx how far a step to the right moves down
   * @param xy how far a step down moves to the right
   * @param xx how far a step to the right moves to the right
   * @return the map
   */
  public static Affine about(int height, int width, double yy, double yx, double xy, double xx) {
    double cy = (height - 1) / 2.0;
    double cx = (width - 1) / 2.0;
    return new Affine(
        height, width, yy, yx, cy - yy * cy - yx * cx, xy, xx, cx - xy * cy - xx * cx);
  }

  /**
   * Returns the map that does the work of this one and then that of another.
   *
   * @param next the map of this one's new image
   * @return one map, from the pixels of the other's new image to places in this one's old image
   */
  public Affine then(Affine next) {
    return new Affine(
        next.height,
        next.width,
        yy * next.yy + yx * next.xy,
        yy * next.yx + yx * next.xx,
        yy * next.y0 + yx * next.x0 + y0,
        xy * next.yy + xx * next.xy,
        xy * next.yx + xx * next.xx,
        xy * next.y0 + xx * next.x0 + x0);
  }
}
