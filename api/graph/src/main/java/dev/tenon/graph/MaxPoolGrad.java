package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link MaxPool}. Operands are x, the pooled result and the upstream gradient.
 *
 * @param window the pooling's window
 */
@API(status = INTERNAL)
public record MaxPoolGrad(Window window) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 3, inputs);
    TensorType pooled = new MaxPool(window).infer(inputs.subList(0, 1));
    boolean alike = pooled.equals(inputs.get(1)) && pooled.equals(inputs.get(2));
    Operands.require(
        alike, this, "needs a result and a gradient of " + pooled, inputs.get(1), inputs.get(2));
    return inputs.get(0);
  }

  /**
   * Refuses: a second derivative through max pooling is not offered.
   *
   * @throws ShapeException always
   */
  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    throw new ShapeException(
        "MaxPoolGrad has no gradient: differentiate through MaxPool only once");
  }
}
