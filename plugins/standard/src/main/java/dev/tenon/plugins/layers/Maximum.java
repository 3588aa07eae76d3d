package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The largest of its inputs, element by element: {@code y = max(x1, x2, ...)}.
 *
 * <p>Shapes: two inputs or more of one shape, to the same; a size of 1 along an axis other than the
 * batch is repeated. Inputs that do not fit are a {@link dev.tenon.graph.ShapeException}. The
 * gradient goes to the largest; two that tie share it equally. See Goodfellow et al., <i>Maxout
 * Networks</i>, 2013. Example: {@code Node.of(new Maximum(), left, right)}.
 */
public record Maximum() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.alike("Maximum", 2, inputs);
    return inputs.stream().reduce(Tensor::max).orElseThrow();
  }
}
