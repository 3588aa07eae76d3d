package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The product of its inputs, element by element: {@code y = x1 * ... * xn}.
 *
 * <p>Shapes: two inputs or more of one shape, to the same; a size of 1 along an axis other than the
 * batch is repeated. Inputs that do not fit are a {@link dev.tenon.graph.ShapeException}. With
 * weights of the channels as one of them it makes a gate, see Hu, Shen and Sun,
 * <i>Squeeze-and-Excitation Networks</i>, 2018. Example: {@code Node.of(new Multiply(), x, gate)}.
 */
public record Multiply() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.alike("Multiply", 2, inputs);
    return inputs.stream().reduce(Tensor::mul).orElseThrow();
  }
}
