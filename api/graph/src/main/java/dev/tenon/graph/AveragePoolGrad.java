package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link AveragePool}. Operands are x (whose elements do not matter) and the
 * upstream gradient.
 *
 * @param window the pooling's window
 */
@API(status = INTERNAL)
public record AveragePoolGrad(Window window) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    TensorType pooled = new AveragePool(window).infer(inputs.subList(0, 1));
    Operands.require(
        pooled.equals(inputs.get(1)),
        this,
        "needs a gradient like the result",
        pooled,
        inputs.get(1));
    return inputs.get(0);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(null, upstream.averagePool(window));
  }
}
