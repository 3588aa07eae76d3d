package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link Gather} for its data: each slice of the upstream gradient added to where
 * it was taken from. Operands are the data (whose elements do not matter), the indices and the
 * upstream gradient.
 *
 * @param axis the axis of the data, from 0
 */
@API(status = INTERNAL)
public record GatherGrad(int axis) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 3, inputs);
    TensorType gathered = new Gather(axis).infer(inputs.subList(0, 2));
    Operands.require(
        gathered.equals(inputs.get(2)),
        this,
        "needs a gradient like the result",
        gathered,
        inputs.get(2));
    return inputs.get(0);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(null, null, upstream.gather(axis, output.inputs().get(1)));
  }
}
