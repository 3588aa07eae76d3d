package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * Takes the slices of one axis that indices name; operands are the data and INT64 indices.
 *
 * @param axis the axis of the data, from 0; not the batch dimension
 */
@API(status = EXPERIMENTAL)
public record Gather(int axis) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    TensorType data = inputs.get(0);
    TensorType indices = inputs.get(1);
    Operands.require(indices.dataType() == DataType.INT64, this, "needs INT64 indices", indices);
    Operands.axis(this, data.shape(), axis);
    Operands.require(
        data.shape().dim(axis) > 0, this, "cannot pick from the batch dimension", data.shape());
    long[] dims = data.shape().dims();
    LongStream front = Arrays.stream(dims, 0, axis);
    LongStream back = Arrays.stream(dims, axis + 1, dims.length);
    LongStream middle = LongStream.of(indices.shape().dims());
    return new TensorType(
        data.dataType(),
        Shape.of(LongStream.concat(front, LongStream.concat(middle, back)).toArray()));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor data = output.inputs().get(0);
    Tensor indices = output.inputs().get(1);
    return Arrays.asList(Tensor.of(new GatherGrad(axis), data, indices, upstream), null);
  }
}
