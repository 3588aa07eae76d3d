package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Pseudo-random numbers, uniform in [0, 1): a pure function of a seed, of a step and of each
 * element's position, so that a mask can be made again exactly. Operands are a scalar INT64 step
 * and a tensor that lends its shape.
 *
 * @param seed tells one use from another; its bits should be well mixed, and its lowest does not
 *     count
 */
@API(status = EXPERIMENTAL)
public record RandomUniform(long seed) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    TensorType step = inputs.get(0);
    Operands.require(
        step.equals(new TensorType(DataType.INT64, Shape.SCALAR)),
        this,
        "needs a scalar INT64 step",
        step);
    return TensorType.floats(inputs.get(1).shape());
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(null, null);
  }
}
