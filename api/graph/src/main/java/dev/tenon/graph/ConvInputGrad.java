package dev.tenon.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The gradient of {@link Conv} for its input. Operands are x (whose elements do not matter), the
 * filter and the upstream gradient.
 *
 * @param window the convolution's window
 * @param groups the convolution's groups
 */
@API(status = INTERNAL)
public record ConvInputGrad(Window window, int groups) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Operands.gradientOf(this, new Conv(window, groups), inputs).get(0);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor w = output.inputs().get(1);
    Tensor d = output.inputs().get(2);
    return Arrays.asList(
        null,
        Tensor.of(new ConvFilterGrad(window, groups), upstream, w, d),
        upstream.conv(w, window, groups));
  }
}
