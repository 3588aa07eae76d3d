package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link Conv} for its filter. Operands are x, the filter (whose elements do not
 * matter) and the upstream gradient.
 *
 * @param window the convolution's window
 * @param groups the convolution's groups
 */
@API(status = INTERNAL)
public record ConvFilterGrad(Window window, int groups) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Operands.gradientOf(this, new Conv(window, groups), inputs).get(1);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor x = output.inputs().get(0);
    Tensor d = output.inputs().get(2);
    return Arrays.asList(
        Tensor.of(ConvInputGrad.of(window, groups, x.shape()), upstream, d),
        null,
        x.conv(upstream, window, groups));
  }
}
