package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.List;

/**
 * Gradients whose norms are limited one by one, for any optimizer, as Keras's {@code clipnorm}.
 *
 * <p>For the gradient {@code g} of each parameter, where the norm is of its elements:
 *
 * <pre>
 * g' = g norm / max(norm, |g|)
 * </pre>
 *
 * <p>Example: {@code new ClipByNorm(new Sgd(0.1), 1)}.
 *
 * @param optimizer moves the parameters
 * @param norm what each norm may be at most, positive
 */
public record ClipByNorm(Optimizer optimizer, double norm) implements Optimizer {
  /** Checks the number. */
  public ClipByNorm {
    Bounds.requirePositive("norm", norm);
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return optimizer.update(clipped(update));
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    return optimizer.updateAll(updates.stream().map(this::clipped).toList());
  }

  private Update clipped(Update update) {
    Tensor factor = Clipping.factor(Clipping.squares(update), norm);
    return Clipping.by(update.gradient().mul(factor), update);
  }
}
