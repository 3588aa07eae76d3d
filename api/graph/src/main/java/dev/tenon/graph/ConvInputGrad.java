package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * The gradient of {@link Conv} for its input, which is the transpose of a convolution. Operands are
 * the filter and the upstream gradient.
 *
 * @param window the convolution's window
 * @param groups the convolution's groups
 * @param sizes the spatial sizes of the convolution's input, which strides round away
 */
@API(status = INTERNAL)
public record ConvInputGrad(Window window, int groups, List<Long> sizes) implements Op {
  /** Keeps its own copy of the sizes. */
  public ConvInputGrad {
    sizes = List.copyOf(sizes);
  }

  /** Makes the gradient for an input of a shape {@code [N, C, in...]}. */
  static ConvInputGrad of(Window window, int groups, Shape input) {
    return new ConvInputGrad(window, groups, LongStream.of(input.dims()).skip(2).boxed().toList());
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    Operands.floats(this, inputs);
    Shape w = inputs.get(0).shape();
    Shape d = inputs.get(1).shape();
    Operands.require(
        w.rank() == window.rank() + 2 && d.rank() == w.rank() && sizes.size() == window.rank(),
        this,
        "of a window over " + window.rank() + " axes needs operands of rank " + (window.rank() + 2),
        w,
        d);
    Operands.require(groups > 0, this, "needs a positive number of groups", groups);
    Shape x = d.with(1, w.dim(1) * groups);
    for (int i = 0; i < sizes.size(); i++) {
      x = x.with(i + 2, sizes.get(i));
    }
    TensorType input = TensorType.floats(x);
    Operands.gradientOf(
        this, new Conv(window, groups), List.of(input, inputs.get(0), inputs.get(1)));
    return input;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor w = output.inputs().get(0);
    Tensor d = output.inputs().get(1);
    return List.of(
        Tensor.of(new ConvFilterGrad(window, groups), upstream, w, d),
        upstream.conv(w, window, groups));
  }
}
