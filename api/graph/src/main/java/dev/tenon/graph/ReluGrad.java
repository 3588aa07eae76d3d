package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link Unary#RELU}, taken from its result so that a backend may fuse the forward
 * pass: {@code d} where {@code y > 0}, else 0. Operands are the upstream gradient and the result.
 */
@API(status = INTERNAL)
public record ReluGrad() implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    Operands.floats(this, inputs);
    Operands.require(
        inputs.get(0).equals(inputs.get(1)),
        this,
        "needs a gradient like the result",
        inputs.get(0),
        inputs.get(1));
    return inputs.get(0);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(Tensor.of(this, upstream, output.inputs().get(1)), null);
  }
}
