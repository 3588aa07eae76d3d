package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import java.util.List;
import org.apiguardian.api.API;

/** A layer that takes several inputs and joins them, as where branches of a model meet. */
@API(status = STABLE)
@FunctionalInterface
public interface Merge extends Layer {
  /**
   * Emits this layer.
   *
   * @param scope gives parameters and tells training from evaluation
   * @param inputs the inputs, in the order in which the model names them
   * @return the output
   * @throws dev.tenon.graph.ShapeException if the layer cannot take such inputs, or not so many
   */
  Tensor apply(Scope scope, List<Tensor> inputs);

  @Override
  default Tensor apply(Scope scope, Tensor x) {
    return apply(scope, List.of(x));
  }
}
