package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** The size of the running batch as a scalar float, read off a tensor that depends on it. */
@API(status = EXPERIMENTAL)
public record BatchSize() implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.require(
        !input.shape().isStatic(), this, "needs a tensor with a batch dimension", input);
    return TensorType.floats(Shape.SCALAR);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList((Tensor) null);
  }
}
