package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Gives the same elements, in the same order, another shape.
 *
 * @param shape the shape of the result
 */
@API(status = EXPERIMENTAL)
public record Reshape(Shape shape) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.require(
        input.shape().size() == shape.size(),
        this,
        "keeps the number of elements",
        input.shape(),
        shape);
    return new TensorType(input.dataType(), shape);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return List.of(upstream.reshape(output.inputs().get(0).shape()));
  }
}
