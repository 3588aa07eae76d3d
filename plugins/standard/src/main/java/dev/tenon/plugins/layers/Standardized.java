package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;

/** Values of mean 0 and variance 1. */
final class Standardized {
  private Standardized() {}

  /**
   * Returns {@code (x - mean) / sqrt(variance + epsilon)} over some of a tensor's own axes. The
   * variance is that of centred values: the difference of two large means would round it away.
   */
  static Tensor of(Tensor x, double epsilon, int... axes) {
    Tensor centred = x.sub(x.reduceMean(true, axes));
    Tensor variance = centred.square().reduceMean(true, axes);
    return centred.mul(variance.add(epsilon).sqrt().reciprocal());
  }
}
