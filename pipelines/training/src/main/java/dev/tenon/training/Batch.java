package dev.tenon.training;

import dev.tenon.graph.NDArray;

/**
 * Examples that are trained on or evaluated together.
 *
 * @param image UINT8 images {@code [N, height, width, channels]}
 * @param label INT64 labels {@code [N]}
 */
public record Batch(NDArray image, NDArray label) {
  /** Returns the number of examples. */
  public int size() {
    return Math.toIntExact(label.shape().dim(0));
  }
}
