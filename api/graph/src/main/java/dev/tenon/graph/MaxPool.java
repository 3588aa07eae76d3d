package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The maximum of each window; padding never wins. Where several elements of a window tie for the
 * maximum, they share its gradient equally: a valid subgradient that no order of computation
 * changes.
 *
 * @param window the window's size, strides and padding; undilated
 */
@API(status = EXPERIMENTAL)
public record MaxPool(Window window) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Operands.pooled(this, window, inputs);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return List.of(Tensor.of(new MaxPoolGrad(window), output.inputs().get(0), output, upstream));
  }
}
