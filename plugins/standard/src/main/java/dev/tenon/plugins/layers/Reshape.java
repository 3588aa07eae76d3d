package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Gives the numbers of each example another shape, in the order in which Keras has them.
 *
 * <p>Shapes are written, and numbers counted, with channels last: {@code (7, 7, 128)} is 128
 * channels of 7 x 7, {@code (28, 28)} a sequence of 28 places with 28 channels, and numbers follow
 * one another row by row, column by column, channel by channel. So a row that {@code Reshape} makes
 * of an image is in another order than what {@link Flatten} makes of it.
 *
 * <p>Shapes: {@code [N, ...]} to an example of the target shape, which is {@code [N, C, height,
 * width]} for three numbers, {@code [N, C, length]} for two, {@code [N, features]} for one. A
 * target that needs more numbers than an example has, or fewer, is a {@link ShapeException}. See
 * Keras's {@code Reshape}. Example: {@code new Dense(7 * 7 * 128), new Reshape(7, 7, 128)}.
 *
 * @param targetShape the shape of an example, positive numbers; one of them may be -1, which stands
 *     for what is left
 */
public record Reshape(List<Integer> targetShape) implements Layer {
  /** Checks the shape. */
  public Reshape {
    targetShape = List.copyOf(targetShape);
    boolean fits =
        !targetShape.isEmpty()
            && targetShape.stream().allMatch(size -> size > 0 || size == -1)
            && targetShape.stream().filter(size -> size == -1).count() <= 1;
    if (!fits) {
      throw new IllegalArgumentException(
          "targetShape needs positive numbers, of which one may be -1 instead, got " + targetShape);
    }
  }

  /**
   * Makes a layer of a target shape.
   *
   * @param targetShape the shape of an example, channels last
   */
  public Reshape(int... targetShape) {
    this(Arrays.stream(targetShape).boxed().toList());
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape from = x.shape();
    if (from.rank() == 0 || LongStream.of(from.dims()).skip(1).anyMatch(d -> d < 0)) {
      throw new ShapeException("Reshape needs a batch [N, ...]; got " + x.type());
    }
    long[] target = target(x);
    long channels = target[target.length - 1];
    if (from.rank() > 2 && target.length > 1 && from.dim(1) == channels) {
      return x.reshape(channelsFirst(from.dim(0), target));
    }
    Shape outside =
        Shape.of(LongStream.concat(LongStream.of(from.dim(0)), LongStream.of(target)).toArray());
    return Axes.channelsFirst(Axes.channelsLast(x).reshape(outside));
  }

  /** The shape in which channels stand before the other sizes, for numbers that stay in order. */
  private static Shape channelsFirst(long batch, long... target) {
    int last = target.length - 1;
    LongStream front = LongStream.of(batch, target[last]);
    return Shape.of(LongStream.concat(front, Arrays.stream(target, 0, last)).toArray());
  }

  private long[] target(Tensor x) {
    long size = LongStream.of(x.shape().dims()).skip(1).reduce(1, Math::multiplyExact);
    long known =
        targetShape.stream().filter(d -> d > 0).mapToLong(d -> d).reduce(1, (a, b) -> a * b);
    boolean open = targetShape.contains(-1);
    if (open ? size % known != 0 : size != known) {
      throw new ShapeException(
          "Reshape to "
              + targetShape
              + " does not fit the "
              + size
              + " numbers of an example of "
              + x.type());
    }
    return targetShape.stream().mapToLong(d -> d > 0 ? d : size / known).toArray();
  }
}
