package dev.tenon.spi;

import dev.tenon.graph.Tensor;

/**
 * Normal numbers of two uniform ones, u and v in [0, 1): {@code sqrt(-2 log(1 - u)) * sin(pi (v -
 * 1/2))}.
 *
 * <p>The sine of an angle that is uniform within a quarter of a turn of 0 has the distribution that
 * it has of any angle, and needs no reduction of its argument. Box and Muller, <i>A Note on the
 * Generation of Random Normal Deviates</i>, 1958.
 */
final class BoxMuller {
  /** As many as leave an error of 6e-8, the spacing of single precision below 1. */
  private static final int TERMS = 6;

  private BoxMuller() {}

  static Tensor normal(Tensor u, Tensor v) {
    // 1 - u is exact and never 0, since u is below 1 and a multiple of 2^-24.
    Tensor radius = Tensor.constant(1).sub(u).log().mul(-2).sqrt();
    return radius.mul(sine(v.sub(0.5)));
  }

  /** Returns the sine of {@code x} half turns, x from -1/2 to 1/2, by its power series. */
  private static Tensor sine(Tensor x) {
    Tensor square = x.square();
    Tensor sum = Tensor.constant(coefficient(TERMS - 1));
    for (int term = TERMS - 2; term >= 0; term--) {
      sum = sum.mul(square).add(coefficient(term));
    }
    return x.mul(sum);
  }

  private static double coefficient(int term) {
    double coefficient = Math.PI;
    for (int i = 1; i <= term; i++) {
      coefficient *= -Math.PI * Math.PI / (2 * i * (2 * i + 1));
    }
    return coefficient;
  }
}
