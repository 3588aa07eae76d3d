package dev.tenon.plugins.layers;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exchanges the axes of each example.
 *
 * <p>Axes are counted as in Keras, from 1, with channels last: of images, which people write {@code
 * (N, height, width, channels)}, 1 is the height, 2 the width, 3 the channels; of sequences, 1 is
 * the length, 2 the channels. Axis i of the result is axis {@code dims[i]} of the input; the batch
 * stays.
 *
 * <p>Shapes: {@code [N, ...]} with as many axes behind the batch as {@code dims} has numbers, to
 * the same in another order; others are a {@link ShapeException}. See Keras's {@code Permute}.
 * Example: {@code new Permute(2, 1, 3)}, which exchanges height and width.
 *
 * @param dims the numbers from 1 to how many there are, in another order
 */
public record Permute(List<Integer> dims) implements Layer {
  /** Checks that each axis is there once. */
  public Permute {
    dims = List.copyOf(dims);
    List<Integer> axes = IntStream.rangeClosed(1, dims.size()).boxed().toList();
    if (dims.isEmpty() || !dims.stream().sorted().toList().equals(axes)) {
      throw new IllegalArgumentException(
          "dims needs each axis from 1 on once, such as [2, 1], got " + dims);
    }
  }

  /**
   * Makes a layer of an order.
   *
   * @param dims for each axis of the result, from 1, the axis of the input
   */
  public Permute(int... dims) {
    this(Arrays.stream(dims).boxed().toList());
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    int rank = x.shape().rank();
    if (rank != dims.size() + 1) {
      throw new ShapeException(
          "Permute of " + dims.size() + " axes needs as many behind the batch; got " + x.type());
    }
    return x.transpose(IntStream.range(0, rank).map(axis -> source(axis, rank)).toArray());
  }

  /** Which of the input's own axes becomes one of the result's own. */
  private int source(int axis, int rank) {
    return axis == 0 ? 0 : Axes.own(dims.get(Axes.outside(axis, rank) - 1), rank);
  }
}
