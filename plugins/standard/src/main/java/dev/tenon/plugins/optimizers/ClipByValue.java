package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.List;

/**
 * Gradients whose elements are limited, for any optimizer, as Keras's {@code clipvalue}.
 *
 * <p>For each element {@code g} of all gradients:
 *
 * <pre>
 * g' = min(max(g, -value), value)
 * </pre>
 *
 * <p>Example: {@code new ClipByValue(new Sgd(0.1), 0.5)}.
 *
 * @param optimizer moves the parameters
 * @param value what an element may be at most, positive
 */
public record ClipByValue(Optimizer optimizer, double value) implements Optimizer {
  /** Checks the number. */
  public ClipByValue {
    Bounds.requirePositive("value", value);
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
    Tensor limit = Tensor.constant(value);
    return Clipping.by(update.gradient().max(limit.neg()).min(limit), update);
  }
}
