package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The mean of each window, over the elements that are not padding (ONNX {@code count_include_pad =
 * 0}).
 *
 * @param window the window's size, strides and padding; undilated
 */
@API(status = EXPERIMENTAL)
public record AveragePool(Window window) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Operands.pooled(this, window, inputs);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return List.of(Tensor.of(new AveragePoolGrad(window), output.inputs().get(0), upstream));
  }
}
