package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;

/**
 * A product with a trained matrix along the last axis, for all rows of all steps at once.
 *
 * @param units the size of the last axis of the result
 * @param bias whether a bias is added
 * @param kernelInitializer the first weights
 * @param biasInitializer the first bias
 */
record Projection(
    int units, boolean bias, Initializer kernelInitializer, Initializer biasInitializer) {

  /** Makes {@code [..., units]} of {@code [..., features]}. */
  Tensor apply(Scope scope, Tensor x) {
    Tensor kernel = scope.parameter("kernel", Shape.of(x.shape().last(), units), kernelInitializer);
    Tensor y = product(x, kernel);
    return bias ? y.add(scope.parameter("bias", Shape.of(units), biasInitializer)) : y;
  }

  /**
   * Returns a product along the last axis. Of one large matrix, rather than of one a row of the
   * batch: the gradient for the kernel is then a product, too, and no sum of products.
   */
  static Tensor product(Tensor x, Tensor kernel) {
    Shape shape = x.shape();
    Shape rows = Shape.of(shape.size() / shape.last(), shape.last());
    return x.reshape(rows).matMul(kernel).reshape(shape.with(-1, kernel.shape().last()));
  }
}
