package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * Puts its inputs one behind the other; by default, their channels or features.
 *
 * <p>Axes are counted as in Keras, with channels last: of images, which people write {@code (N,
 * height, width, channels)}, axis 1 is the height, 2 the width, 3 or -1 the channels; of sequences,
 * {@code (N, length, channels)}, 1 is the length. Axis 0, the batch, is a {@link ShapeException}.
 *
 * <p>Shapes: two inputs or more that differ in the size of that axis alone, to the same with the
 * sum of the sizes; others are a {@link ShapeException}. See Huang et al., <i>Densely Connected
 * Convolutional Networks</i>, 2017. Example: {@code Node.of(new Concatenate(), left, right)}.
 *
 * @param axis the axis along which inputs are joined; -1, the last, by default
 */
public record Concatenate(int axis) implements Merge {
  /** Joins channels, or features. */
  public Concatenate() {
    this(-1);
  }

  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.several("Concatenate", 2, inputs);
    Shape shape = inputs.get(0).shape();
    int own = Axes.own(shape, axis);
    if (own == 0) {
      throw new ShapeException("Concatenate cannot join along axis " + axis + ", the batch");
    }
    for (Tensor other : inputs) {
      boolean alike =
          other.shape().rank() == shape.rank()
              && other.shape().with(own, 1).equals(shape.with(own, 1));
      if (!alike || other.dataType() != inputs.get(0).dataType()) {
        throw new ShapeException(
            "Concatenate needs inputs that differ in axis "
                + axis
                + " alone, got "
                + inputs.get(0).type()
                + " and "
                + other.type());
      }
    }
    return Tensor.concat(own, inputs);
  }
}
