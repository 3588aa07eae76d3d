package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A projective map from the pixels of a new image to places in an old one, as a plane is seen from
 * another angle: {@code sourceY = top.y(y, x) / w}, {@code sourceX = top.x(y, x) / w}, with an
 * affine map {@code top} and {@code w = wy * y + wx * x + w0}.
 *
 * @param top the affine map above the line, which also tells the new image's size
 * @param wy how far a step down moves the divisor
 * @param wx how far a step to the right moves the divisor
 * @param w0 the divisor at the new image's first pixel
 */
@API(status = EXPERIMENTAL)
public record Projection(Affine top, double wy, double wx, double w0) {
  /** Checks that all numbers are finite and that the divisor is not always zero. */
  public Projection {
    if (!Double.isFinite(wy + wx + w0) || wy == 0 && wx == 0 && w0 == 0) {
      throw new IllegalArgumentException(
          "a projection needs a finite divisor other than zero, got "
              + "%s * y + %s * x + %s".formatted(wy, wx, w0));
    }
  }

  /**
   * Returns the projection that an affine map is.
   *
   * @param map the map
   * @return the same, with the divisor 1
   */
  public static Projection of(Affine map) {
    return new Projection(map, 0, 0, 1);
  }

  /**
   * Returns a map under which the corners of an image are seen at other places. The corners are
   * those of its outermost pixels' centres, in the order top left, top right, bottom right, bottom
   * left; the places must be corners of a convex quadrilateral in the same order. See Heckbert,
   * <i>Fundamentals of Texture Mapping and Image Warping</i>, 1989, section 2.2.3.
   *
   * @param height rows of both images
   * @param width pixels in a row of both images
   * @param y the row of each place, four of them
   * @param x the place in the row of each, four of them
   * @return the map
   */
  public static Projection ofCorners(int height, int width, double[] y, double[] x) {
    // From the unit square to the quadrilateral, with u to the right and v down.
    double sumX = x[0] - x[1] + x[2] - x[3];
    double sumY = y[0] - y[1] + y[2] - y[3];
    double dx1 = x[1] - x[2];
    double dx2 = x[3] - x[2];
    double dy1 = y[1] - y[2];
    double dy2 = y[3] - y[2];
    double det = dx1 * dy2 - dx2 * dy1;
    double g = (sumX * dy2 - dx2 * sumY) / det;
    double h = (dx1 * sumY - sumX * dy1) / det;
    double a = x[1] - x[0] + g * x[1];
    double b = x[3] - x[0] + h * x[3];
    double d = y[1] - y[0] + g * y[1];
    double e = y[3] - y[0] + h * y[3];
    // Back again, by the adjugate, and from the unit square to the pixels.
    double right = width - 1;
    double down = height - 1;
    Affine top =
        new Affine(
            height,
            width,
            (a - g * x[0]) * down,
            (g * y[0] - d) * down,
            (d * x[0] - a * y[0]) * down,
            (h * x[0] - b) * right,
            (e - h * y[0]) * right,
            (b * y[0] - e * x[0]) * right);
    return new Projection(top, b * g - a * h, d * h - e * g, a * e - b * d);
  }

  /** Returns whether the divisor is the same everywhere, so that this is an affine map. */
  boolean isAffine() {
    return wy == 0 && wx == 0;
  }

  /** Returns the affine map that this is. */
  Affine affine() {
    return w0 == 1
        ? top
        : new Affine(
            top.height(),
            top.width(),
            top.yy() / w0,
            top.yx() / w0,
            top.y0() / w0,
            top.xy() / w0,
            top.xx() / w0,
            top.x0() / w0);
  }

  /** Returns the row in the old image that a place in the new one comes from. */
  double sourceY(double y, double x) {
    return (top.yy() * y + top.yx() * x + top.y0()) / (wy * y + wx * x + w0);
  }

  /** Returns the place in the row of the old image that a place in the new one comes from. */
  double sourceX(double y, double x) {
    return (top.xy() * y + top.xx() * x + top.x0()) / (wy * y + wx * x + w0);
  }

  /**
   * Returns the map that does the work of this one and then that of another.
   *
   * @param next the map of this one's new image
   * @return one map, from the pixels of the other's new image to places in this one's old image
   */
  public Projection then(Projection next) {
    if (isAffine() && next.isAffine()) {
      return of(affine().then(next.affine()));
    }
    Affine n = next.top;
    Affine composed =
        new Affine(
            n.height(),
            n.width(),
            top.yy() * n.yy() + top.yx() * n.xy() + top.y0() * next.wy,
            top.yy() * n.yx() + top.yx() * n.xx() + top.y0() * next.wx,
            top.yy() * n.y0() + top.yx() * n.x0() + top.y0() * next.w0,
            top.xy() * n.yy() + top.xx() * n.xy() + top.x0() * next.wy,
            top.xy() * n.yx() + top.xx() * n.xx() + top.x0() * next.wx,
            top.xy() * n.y0() + top.xx() * n.x0() + top.x0() * next.w0);
    return new Projection(
        composed,
        wy * n.yy() + wx * n.xy() + w0 * next.wy,
        wy * n.yx() + wx * n.xx() + w0 * next.wx,
        wy * n.y0() + wx * n.x0() + w0 * next.w0);
  }
}
