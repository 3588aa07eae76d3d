package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * {@code exp(x) / sum(exp(x))} along an axis, computed without overflow.
 *
 * @param axis the axis, from 0
 */
@API(status = EXPERIMENTAL)
public record Softmax(int axis) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.floats(this, inputs);
    Operands.axis(this, input.shape(), axis);
    return input;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor weighted = upstream.mul(output);
    return List.of(weighted.sub(output.mul(weighted.reduceSum(true, axis))));
  }
}
