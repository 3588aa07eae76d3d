package dev.tenon.docs.sample;

// region optimizer
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;

/**
 * Moves every weight by the same distance, whichever way is down: {@code w' = w - rate * sign(g)}.
 *
 * <p>It keeps nothing, so it needs no memory besides the weights, and its steps become smaller only
 * by a schedule.
 */
public record SignDescent(double learningRate) implements Optimizer {
  public SignDescent {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learningRate must be positive and finite, got " + learningRate);
    }
  }

  public SignDescent() {
    this(1e-3);
  }

  @Override
  public Tensor update(Update update) {
    Tensor step = update.gradient().sign().mul(update.rate());
    return update.parameter().sub(step);
  }
}
// endregion
