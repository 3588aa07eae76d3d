package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Takes a range of one axis.
 *
 * @param axis the axis, from 0; not the batch dimension
 * @param start the first index
 * @param end one past the last index
 */
@API(status = EXPERIMENTAL)
public record Slice(int axis, long start, long end) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.axis(this, input.shape(), axis);
    long size = input.shape().dim(axis);
    Operands.require(size > 0, this, "cannot cut the batch dimension", input.shape());
    Operands.require(
        0 <= start && start < end && end <= size,
        this,
        "needs a range within axis " + axis,
        start + " to " + end,
        input.shape());
    return new TensorType(input.dataType(), input.shape().with(axis, end - start));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    long size = output.inputs().get(0).shape().dim(axis);
    return List.of(upstream.pad(axis, start, size - end));
  }
}
