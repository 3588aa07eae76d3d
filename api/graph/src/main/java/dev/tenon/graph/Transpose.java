package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Permutes axes.
 *
 * @param permutation for each axis of the result, the axis of the operand
 */
@API(status = EXPERIMENTAL)
public record Transpose(List<Integer> permutation) implements Op {
  /** Keeps its own copy of the permutation. */
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Shape shape = input.shape();
    boolean complete =
        permutation.stream()
            .sorted()
            .toList()
            .equals(IntStream.range(0, shape.rank()).boxed().toList());
    Operands.require(complete, this, "needs each axis once", permutation, shape);
    return new TensorType(
        input.dataType(), Shape.of(permutation.stream().mapToLong(shape::dim).toArray()));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    int[] inverse = IntStream.range(0, permutation.size()).map(permutation::indexOf).toArray();
    return List.of(upstream.transpose(inverse));
  }
}
