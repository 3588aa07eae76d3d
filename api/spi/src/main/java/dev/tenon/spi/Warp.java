package dev.tenon.spi;

import java.util.Optional;

/**
 * A geometric change that a canvas has put off.
 *
 * @param map from the pixels of the new image to places in the old one
 * @param outside what is seen outside the old image, empty if nothing of it is
 */
record Warp(Projection map, Optional<Outside> outside) {
  /** How far outside a place may be by the rounding of its numbers. */
  private static final double ROUNDING = 1e-9;

  /** What is seen outside an image: a value only where the mode is constant, else 0. */
  record Outside(FillMode mode, int value) {
    static final Outside NEAREST = new Outside(FillMode.NEAREST, 0);

    static Outside of(FillMode mode, int value) {
      if (value < 0 || value >= Canvas.VALUES) {
        throw new IllegalArgumentException("samples are from 0 to 255, got " + value);
      }
      return new Outside(mode, mode == FillMode.CONSTANT ? value : 0);
    }
  }

  /** Returns the change of an image of a size, which may show nothing from outside. */
  static Warp of(Projection map, int height, int width, FillMode mode, int value) {
    Outside outside = Outside.of(mode, value);
    return new Warp(map, isInside(map, height, width) ? Optional.empty() : Optional.of(outside));
  }

  /** Returns the change that changes nothing of an image of a size but lets see outside. */
  static Warp none(int height, int width, FillMode mode, int value) {
    return new Warp(
        Projection.of(Affine.shift(height, width, 0, 0)), Optional.of(Outside.of(mode, value)));
  }

  private static boolean isInside(Projection map, int height, int width) {
    double bottom = map.top().height() - 1;
    double right = map.top().width() - 1;
    return map.isAffine()
        && isInside(map, 0, 0, height, width)
        && isInside(map, 0, right, height, width)
        && isInside(map, bottom, 0, height, width)
        && isInside(map, bottom, right, height, width);
  }

  private static boolean isInside(Projection map, double y, double x, int height, int width) {
    double fromY = map.sourceY(y, x);
    double fromX = map.sourceX(y, x);
    return fromY >= -ROUNDING
        && fromX >= -ROUNDING
        && fromY <= height - 1 + ROUNDING
        && fromX <= width - 1 + ROUNDING;
  }

  /** Returns how many rows the new image has. */
  int height() {
    return map.top().height();
  }

  /** Returns how many pixels a row of the new image has. */
  int width() {
    return map.top().width();
  }

  /** Tells whether this and then another can be done at once: there is one outside. */
  boolean composes(Warp next) {
    return outside.isEmpty() || next.outside.isEmpty() || outside.equals(next.outside);
  }

  /** Returns the change that does the work of this one and then that of another. */
  Warp then(Warp next) {
    return new Warp(map.then(next.map), outside.isPresent() ? outside : next.outside);
  }

  /** Tells whether the new image is the old one. */
  boolean changesNothing(Image image) {
    return isCopy() && Copy.changesNothing(image, map.affine());
  }

  private boolean isCopy() {
    return map.isAffine() && Copy.suffices(map.affine());
  }

  private Outside seen() {
    return outside.orElse(Outside.NEAREST);
  }

  /** Writes the new image. */
  void write(Image image, Sampler sampler, byte[] target) {
    if (isCopy()) {
      Copy.copy(image, map.affine(), seen(), target);
    } else if (map.isAffine()) {
      sampler.of(image, seen()).sample(map.affine(), target);
    } else {
      sampler.of(image, seen()).sample(height(), width(), this::row, target);
    }
  }

  private void row(int y, long[] placeY, long[] placeX) {
    for (int x = 0; x < width(); x++) {
      place(y, x, x, placeY, placeX);
    }
  }

  /** Writes the new image, each of whose pixels is taken from a place of its own near it. */
  void write(Image image, double[] down, double[] right, Sampler sampler, byte[] target) {
    int width = width();
    sampler
        .of(image, seen())
        .sample(
            height(),
            width,
            (y, placeY, placeX) -> {
              for (int x = 0; x < width; x++) {
                int i = y * width + x;
                place(y + down[i], x + right[i], x, placeY, placeX);
              }
            },
            target);
  }

  private void place(double y, double x, int at, long[] placeY, long[] placeX) {
    placeY[at] = FixedPoint.of(map.sourceY(y, x));
    placeX[at] = FixedPoint.of(map.sourceX(y, x));
  }
}
