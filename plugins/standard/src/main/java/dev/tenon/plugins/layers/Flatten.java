package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.stream.LongStream;

/**
 * Makes one row of each example: channel by channel, row by row, column by column.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C * height * width]}, and {@code [N]} to
 * {@code [N, 1]}; a scalar is a {@link ShapeException}. (Keras, which keeps channels last, orders
 * features otherwise; a model trained here does not notice.) Example: {@code new Flatten(), new
 * Dense(64)}.
 */
public record Flatten() implements Layer {
  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() == 0) {
      throw new ShapeException("Flatten needs a batch [N, ...]; got " + x.type());
    }
    long features = LongStream.of(shape.dims()).skip(1).reduce(1, Math::multiplyExact);
    return x.reshape(Shape.of(shape.dim(0), features));
  }
}
