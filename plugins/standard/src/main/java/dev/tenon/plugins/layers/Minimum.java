package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The smallest of its inputs, element by element: {@code y = min(x1, x2, ...)}.
 *
 * <p>Shapes: two inputs or more of one shape, to the same; a size of 1 along an axis other than the
 * batch is repeated. Inputs that do not fit are a {@link dev.tenon.graph.ShapeException}. The
 * gradient goes to the smallest; two that tie share it equally. Example: {@code Node.of(new
 * Minimum(), left, right)}.
 */
public record Minimum() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.alike("Minimum", 2, inputs);
    return inputs.stream().reduce(Tensor::min).orElseThrow();
  }
}
