package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * Writes 1 at each INT64 index of a new last axis and 0 elsewhere; an index outside gives zeros.
 *
 * @param depth the size of the new axis
 */
@API(status = EXPERIMENTAL)
public record OneHot(long depth) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType indices = Operands.single(this, inputs);
    Operands.require(depth > 0, this, "needs a positive depth", depth);
    Operands.require(indices.dataType() == DataType.INT64, this, "needs INT64 indices", indices);
    LongStream dims = LongStream.of(indices.shape().dims());
    return TensorType.floats(Shape.of(LongStream.concat(dims, LongStream.of(depth)).toArray()));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList((Tensor) null);
  }
}
