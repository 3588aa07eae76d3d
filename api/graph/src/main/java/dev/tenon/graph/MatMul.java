package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/** The matrix product of the last two dimensions; those before them broadcast. */
@API(status = EXPERIMENTAL)
public record MatMul() implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    Operands.floats(this, inputs);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    Operands.require(a.rank() >= 2 && b.rank() >= 2, this, "takes tensors of rank 2 or more", a, b);
    Operands.require(
        a.last() == b.dim(-2),
        this,
        "needs as many columns on the left as rows on the right",
        a,
        b);
    return TensorType.floats(stacked(a, b).with(-2, a.dim(-2)).with(-1, b.last()));
  }

  private Shape stacked(Shape a, Shape b) {
    try {
      return leading(a).broadcast(leading(b));
    } catch (ShapeException e) {
      throw new ShapeException(onnxName() + " of " + a + " and " + b + ": " + e.getMessage());
    }
  }

  /** The shape with both matrix dimensions 1, so that only those before them are broadcast. */
  private static Shape leading(Shape shape) {
    return shape.with(-2, 1).with(-1, 1);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor a = output.inputs().get(0);
    Tensor b = output.inputs().get(1);
    return List.of(
        upstream.matMul(swapped(b)).reduceTo(a.shape()),
        swapped(a).matMul(upstream).reduceTo(b.shape()));
  }

  private static Tensor swapped(Tensor matrices) {
    int rank = matrices.shape().rank();
    int[] axes = IntStream.range(0, rank).toArray();
    axes[rank - 1] = rank - 2;
    axes[rank - 2] = rank - 1;
    return matrices.transpose(axes);
  }
}
