package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Joins tensors along an axis.
 *
 * @param axis the axis, from 0; not the batch dimension
 */
@API(status = EXPERIMENTAL)
public record Concat(int axis) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.require(!inputs.isEmpty(), this, "takes at least one tensor");
    TensorType first = inputs.get(0);
    Operands.axis(this, first.shape(), axis);
    long size = 0;
    for (TensorType input : inputs) {
      Shape shape = input.shape();
      boolean agrees =
          shape.rank() == first.shape().rank()
              && shape.with(axis, 1).equals(first.shape().with(axis, 1))
              && input.dataType() == first.dataType();
      Operands.require(agrees, this, "joins tensors alike but for axis " + axis, first, input);
      Operands.require(shape.dim(axis) > 0, this, "cannot join along the batch dimension", shape);
      size += shape.dim(axis);
    }
    return new TensorType(first.dataType(), first.shape().with(axis, size));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    List<Tensor> parts = new ArrayList<>();
    long start = 0;
    for (Tensor input : output.inputs()) {
      long end = start + input.shape().dim(axis);
      parts.add(upstream.slice(axis, start, end));
      start = end;
    }
    return parts;
  }
}
