package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.List;

/**
 * Gradients whose common norm is limited, for any optimizer, as Keras's {@code global_clipnorm}.
 *
 * <p>For the gradients {@code g} of all parameters, where the norm is of all their elements
 * together:
 *
 * <pre>
 * g' = g norm / max(norm, |g|)
 * </pre>
 *
 * <p>Directions stay as they are. See Pascanu, Mikolov and Bengio, <i>On the Difficulty of Training
 * Recurrent Neural Networks</i>, 2013. Example: {@code new ClipByGlobalNorm(new Adam(), 1)}.
 *
 * @param optimizer moves the parameters
 * @param norm what the norm may be at most, positive
 */
public record ClipByGlobalNorm(Optimizer optimizer, double norm) implements Optimizer {
  /** Checks the number. */
  public ClipByGlobalNorm {
    Bounds.requirePositive("norm", norm);
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return updateAll(List.of(update)).get(0);
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    Tensor square = updates.stream().map(Clipping::squares).reduce(Tensor.constant(0), Tensor::add);
    Tensor factor = Clipping.factor(square, norm);
    return optimizer.updateAll(
        updates.stream().map(u -> Clipping.by(u.gradient().mul(factor), u)).toList());
  }
}
