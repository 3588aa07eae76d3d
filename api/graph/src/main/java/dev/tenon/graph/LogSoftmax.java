package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * {@code x - log(sum(exp(x)))} along an axis, computed without overflow.
 *
 * @param axis the axis, from 0
 */
@API(status = EXPERIMENTAL)
public record LogSoftmax(int axis) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.floats(this, inputs);
    Operands.axis(this, input.shape(), axis);
    return input;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor probabilities = output.inputs().get(0).softmax(axis);
    return List.of(upstream.sub(probabilities.mul(upstream.reduceSum(true, axis))));
  }
}
