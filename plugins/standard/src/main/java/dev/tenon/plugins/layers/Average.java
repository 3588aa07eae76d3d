package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The mean of its inputs, element by element: {@code y = (x1 + ... + xn) / n}.
 *
 * <p>Shapes: two inputs or more of one shape, to the same; a size of 1 along an axis other than the
 * batch is repeated. Inputs that do not fit are a {@link dev.tenon.graph.ShapeException}. Example:
 * {@code Node.of(new Average(), left, right)}.
 */
public record Average() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.alike("Average", 2, inputs);
    return inputs.stream().reduce(Tensor::add).orElseThrow().mul(1.0 / inputs.size());
  }
}
