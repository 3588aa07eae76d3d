package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Canvas;

/** What policies choose from: changes of a given amount each. */
enum Operation {
  /** Nothing. */
  IDENTITY(false) {
    @Override
    void apply(Canvas canvas, double amount) {}
  },
  /** Rows slide by the amount times their distance from the centre. */
  SHEAR_X(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.warp(Affine.about(canvas.height(), canvas.width(), 1, 0, amount, 1));
    }
  },
  /** Columns slide by the amount times their distance from the centre. */
  SHEAR_Y(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.warp(Affine.about(canvas.height(), canvas.width(), 1, amount, 0, 1));
    }
  },
  /** Moves to the right by so many pixels. */
  TRANSLATE_X(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.warp(Affine.shift(canvas.height(), canvas.width(), 0, amount));
    }
  },
  /** Moves down by so many pixels. */
  TRANSLATE_Y(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.warp(Affine.shift(canvas.height(), canvas.width(), amount, 0));
    }
  },
  /** Turns by so many degrees. */
  ROTATE(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.warp(RandomRotation.turn(canvas.height(), canvas.width(), amount));
    }
  },
  /** Multiplies samples by one and the amount. */
  BRIGHTNESS(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.recolor(Strength.table(value -> value * (1 + amount)));
    }
  },
  /** Multiplies differences from the grey of each pixel by one and the amount. */
  COLOR(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      RandomSaturation.saturate(canvas, 1 + amount);
    }
  },
  /** Multiplies differences from the mean of each channel by one and the amount. */
  CONTRAST(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.recolor(RandomContrast.stronger(canvas.histogram(), 1 + amount));
    }
  },
  /** Multiplies differences from what is smooth by one and the amount. */
  SHARPNESS(true) {
    @Override
    void apply(Canvas canvas, double amount) {
      RandomSharpness.sharpen(canvas, 1 + amount);
    }
  },
  /** Drops so many bits of each sample, rounded. */
  POSTERIZE(false) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.recolor(RandomPosterization.keeping(8 - (int) Math.round(amount)));
    }
  },
  /** Inverts so many of the 256 levels, rounded, from the lightest down. */
  SOLARIZE(false) {
    @Override
    void apply(Canvas canvas, double amount) {
      canvas.recolor(Solarization.inverting(Canvas.VALUES - (int) Math.round(amount), 0));
    }
  },
  /** Stretches the levels of each channel. */
  AUTO_CONTRAST(false) {
    @Override
    void apply(Canvas canvas, double amount) {
      AutoContrast.stretch(canvas);
    }
  },
  /** Equalizes the levels of each channel. */
  EQUALIZE(false) {
    @Override
    void apply(Canvas canvas, double amount) {
      Equalization.equalize(canvas);
    }
  };

  private final boolean signed;

  Operation(boolean signed) {
    this.signed = signed;
  }

  /** Tells whether there are negative amounts. */
  boolean isSigned() {
    return signed;
  }

  /** Changes an image. */
  abstract void apply(Canvas canvas, double amount);
}
