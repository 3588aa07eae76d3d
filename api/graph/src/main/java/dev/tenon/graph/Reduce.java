package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * Sums, averages or takes the maximum over axes.
 *
 * @param kind what becomes of the elements
 * @param axes the axes, from 0, ascending; none leaves the tensor as it is
 * @param keepDims whether reduced axes stay, with size 1
 */
@API(status = EXPERIMENTAL)
public record Reduce(Kind kind, List<Integer> axes, boolean keepDims) implements Op {
  /** What a reduction makes of the elements. */
  public enum Kind {
    /** Their sum. */
    SUM("ReduceSum"),
    /** Their mean. */
    MEAN("ReduceMean"),
    /** The largest; tied maxima share the gradient equally. */
    MAX("ReduceMax");

    private final String onnxName;

    Kind(String onnxName) {
      this.onnxName = onnxName;
    }
  }

  /** Keeps its own copy of the axes. */
  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public String onnxName() {
    return kind.onnxName;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.floats(this, inputs);
    axes.forEach(axis -> Operands.axis(this, input.shape(), axis));
    Operands.require(
        axes.stream().sorted().distinct().toList().equals(axes),
        this,
        "needs ascending axes",
        axes);
    Shape kept = kept(input.shape());
    if (keepDims) {
      return TensorType.floats(kept);
    }
    LongStream.Builder dims = LongStream.builder();
    for (int i = 0; i < kept.rank(); i++) {
      if (!axes.contains(i)) {
        dims.add(kept.dim(i));
      }
    }
    return TensorType.floats(Shape.of(dims.build().toArray()));
  }

  private Shape kept(Shape shape) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return kept;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor x = output.inputs().get(0);
    Tensor d = upstream.reshape(kept(x.shape()));
    return switch (kind) {
      case SUM -> List.of(d.expandLike(x));
      case MEAN -> List.of(d.div(x.count(axes)).expandLike(x));
      case MAX -> {
        Tensor largest = output.reshape(kept(x.shape()));
        Tensor tied = x.equal(largest).cast(DataType.FLOAT);
        Tensor ties = Tensor.of(new Reduce(Kind.SUM, axes, true), tied);
        yield List.of(tied.mul(d.div(ties)));
      }
    };
  }
}
