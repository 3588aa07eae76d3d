package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Adds zeros around one axis.
 *
 * @param axis the axis, from 0; not the batch dimension
 * @param before zeros in front
 * @param after zeros behind
 */
@API(status = EXPERIMENTAL)
public record Pad(int axis, long before, long after) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.floats(this, inputs);
    Operands.axis(this, input.shape(), axis);
    long size = input.shape().dim(axis);
    Operands.require(size > 0, this, "cannot extend the batch dimension", input.shape());
    Operands.require(before >= 0 && after >= 0, this, "adds no negative number", before, after);
    return new TensorType(input.dataType(), input.shape().with(axis, before + size + after));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    long size = output.inputs().get(0).shape().dim(axis);
    return List.of(upstream.slice(axis, before, before + size));
  }
}
