package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;

/**
 * Sequences as layers of steps compute with them. Inside graphs, the features of a sequence stand
 * before its steps, as channels before places of a series; for people, and for products with the
 * features of each step, they are last.
 */
final class Steps {
  private Steps() {}

  /** Returns {@code [N, steps, features]} after checking that an input is a sequence. */
  static Tensor of(String layer, Tensor x) {
    Inputs.series(layer, x);
    return swapped(x);
  }

  /** Returns a sequence {@code [N, features, steps]} of {@code [N, steps, features]}. */
  static Tensor back(Tensor steps) {
    return swapped(steps);
  }

  private static Tensor swapped(Tensor x) {
    return x.transpose(0, 2, 1);
  }
}
