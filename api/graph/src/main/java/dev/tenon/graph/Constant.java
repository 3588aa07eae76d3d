package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A tensor whose elements are known when the graph is built; meant for small ones.
 *
 * @param type its element type and static shape
 * @param values its elements in row-major order
 */
@API(status = EXPERIMENTAL)
public record Constant(TensorType type, List<Double> values) implements Op {
  /** Requires as many values as the shape has elements. */
  public Constant {
    values = List.copyOf(values);
    if (type.shape().size() != values.size()) {
      throw new ShapeException(
          "Constant " + type + " needs " + type.shape().size() + " values, got " + values.size());
    }
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 0, inputs);
    return type;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return List.of();
  }
}
