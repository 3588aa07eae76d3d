package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/**
 * The sum of its inputs, element by element: {@code y = x1 + ... + xn}.
 *
 * <p>Shapes: two inputs or more of one shape, to the same; a size of 1 along an axis other than the
 * batch is repeated. Inputs that do not fit are a {@link dev.tenon.graph.ShapeException}. With a
 * layer's input as one of them it makes a residual connection, see He et al., <i>Deep Residual
 * Learning for Image Recognition</i>, 2015. Example: {@code Node.of(new Add(), x, shortcut)}.
 */
public record Add() implements Merge {
  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    Inputs.alike("Add", 2, inputs);
    return inputs.stream().reduce(Tensor::add).orElseThrow();
  }
}
