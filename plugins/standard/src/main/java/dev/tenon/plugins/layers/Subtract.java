package dev.tenon.plugins.layers;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The difference of two inputs, element by element: {@code y = x1 - x2}.
 *
 * <p>Shapes: two inputs of one shape, to the same; a size of 1 along an axis other than the batch
 * is repeated. Inputs that do not fit, or another number of them, are a {@link ShapeException}.
 * Example: {@code Node.of(new Subtract(), left, right)}.
 */
public record Subtract() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException("Subtract needs exactly 2 inputs, got " + inputs.size());
    }
    Inputs.alike("Subtract", 2, inputs);
    return inputs.get(0).sub(inputs.get(1));
  }
}
