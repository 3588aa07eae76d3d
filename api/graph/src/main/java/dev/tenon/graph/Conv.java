package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * Cross-correlation with filters: {@code y[n,k,o] = sum over c, i of x[n,c,o*stride+i*dilation-pad]
 * * w[k,c,i]}. Operands are {@code x [N, C, in...]} and {@code w [K, C / groups, kernel...]}.
 *
 * @param window the kernel's size, strides, dilations and padding
 * @param groups into how many groups the channels are divided
 */
@API(status = EXPERIMENTAL)
public record Conv(Window window, int groups) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    Operands.floats(this, inputs);
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    Operands.require(
        x.rank() == window.rank() + 2 && w.rank() == x.rank(),
        this,
        "of a window over " + window.rank() + " axes needs operands of rank " + (window.rank() + 2),
        x,
        w);
    Operands.require(
        groups > 0 && x.dim(1) == w.dim(1) * groups && w.dim(0) % groups == 0,
        this,
        "in " + groups + " groups needs input channels that fit the filter's",
        x,
        w);
    Operands.require(
        LongStream.of(w.dims()).skip(2).mapToObj(d -> (int) d).toList().equals(window.kernel()),
        this,
        "needs a filter of the kernel's size " + window.kernel(),
        w);
    return TensorType.floats(window.output(x, w.dim(0)));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor x = output.inputs().get(0);
    Tensor w = output.inputs().get(1);
    return List.of(
        Tensor.of(ConvInputGrad.of(window, groups, x.shape()), w, upstream),
        Tensor.of(new ConvFilterGrad(window, groups), x, w, upstream));
  }
}
