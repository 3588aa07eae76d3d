package dev.tenon.plugins.losses;

import dev.tenon.graph.Tensor;
import java.util.stream.IntStream;

/** From one number an element to one an example. */
final class Rows {
  private Rows() {}

  /** Returns the mean over all axes but the first, {@code [N]} from {@code [N, ...]}. */
  static Tensor mean(Tensor each) {
    return each.reduceMean(false, IntStream.range(1, each.shape().rank()).toArray());
  }
}
