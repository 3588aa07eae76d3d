package dev.tenon.testkit;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.Locale;

/** A change without chance, of each of the three kinds that a canvas knows. */
enum Neighbour {
  /** A change of values. */
  NEGATIVE(true) {
    @Override
    void apply(Canvas canvas) {
      canvas.recolor(TABLE);
    }
  },
  /** A change of another kind: the samples in the opposite order. */
  REPLACEMENT(true) {
    @Override
    void apply(Canvas canvas) {
      Image image = canvas.image();
      byte[] reversed = new byte[image.samples().length];
      for (int i = 0; i < reversed.length; i++) {
        reversed[i] = image.samples()[reversed.length - 1 - i];
      }
      canvas.replace(new Image(image.height(), image.width(), image.channels(), reversed));
    }
  },
  /** A geometric change, which is composed with others. */
  MIRRORING(false) {
    @Override
    void apply(Canvas canvas) {
      canvas.warp(Affine.about(canvas.height(), canvas.width(), 1, 0, 0, -1));
    }
  };

  private static final byte[] TABLE = new byte[Canvas.VALUES];

  static {
    for (int value = 0; value < TABLE.length; value++) {
      TABLE[value] = (byte) (Canvas.VALUES - 1 - value);
    }
  }

  private final boolean exact;

  Neighbour(boolean exact) {
    this.exact = exact;
  }

  abstract void apply(Canvas canvas);

  /** Tells whether what comes of it must be the same to the last bit. */
  boolean isExact() {
    return exact;
  }

  Image alone(Image image) {
    Canvas canvas = new Canvas(image);
    apply(canvas);
    return canvas.image();
  }

  @Override
  public String toString() {
    return "a " + name().toLowerCase(Locale.ROOT);
  }
}
