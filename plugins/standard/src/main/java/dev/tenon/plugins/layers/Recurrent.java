package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.OptionalLong;

/** A layer that goes along a sequence step by step, and keeps a state. */
interface Recurrent extends Layer {
  int units();

  Initializer kernelInitializer();

  Initializer recurrentInitializer();

  double dropout();

  double recurrentDropout();

  OptionalLong seed();

  boolean returnSequences();

  boolean goBackwards();

  /** Returns this layer with another direction. */
  Recurrent withGoBackwards(boolean goBackwards);

  /** Emits the output after each step, {@code [N, units]}, in the order in which it goes. */
  List<Tensor> outputs(Scope scope, Tensor x);

  @Override
  default Tensor apply(Scope scope, Tensor x) {
    List<Tensor> outputs = outputs(scope, x);
    return returnSequences() ? sequence(outputs) : outputs.get(outputs.size() - 1);
  }

  /** Returns a sequence {@code [N, units, steps]} of one {@code [N, units]} a step. */
  static Tensor sequence(List<Tensor> steps) {
    Shape row = steps.get(0).shape();
    Shape step = Shape.of(row.dim(0), 1, row.last());
    return Axes.channelsFirst(Tensor.concat(1, steps.stream().map(y -> y.reshape(step)).toList()));
  }
}
