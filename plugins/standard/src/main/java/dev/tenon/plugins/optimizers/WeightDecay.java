package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.Iterator;
import java.util.List;

/**
 * Weight decay beside any optimizer, as Keras's {@code weight_decay}.
 *
 * <p>For a parameter {@code w} at the rate {@code r}, where {@code optimizer} makes {@code o(w)} of
 * it:
 *
 * <pre>
 * w' = o(w) - r weightDecay w
 * </pre>
 *
 * <p>The decay does not go through the optimizer's averages; around {@link Adam} it makes {@link
 * AdamW}. What {@link RateMultiplier} freezes decays all the same, unless this is within it. See
 * Loshchilov and Hutter, <i>Decoupled Weight Decay Regularization</i>, 2019. Example: {@code new
 * WeightDecay(new Adam(), 0.05, List.of("bias$", "gamma$|beta$"))}.
 *
 * @param optimizer moves the parameters
 * @param weightDecay what is taken from parameters at the rate 1, positive; 0.004 by default
 * @param exclude regular expressions; parameters in whose paths, such as {@code dense/bias}, one is
 *     found do not decay; none by default. One that is found nowhere is refused.
 */
public record WeightDecay(Optimizer optimizer, double weightDecay, List<String> exclude)
    implements Optimizer {
  /** Checks the number and the expressions, and keeps its own copy of them. */
  public WeightDecay {
    Bounds.requirePositive("weightDecay", weightDecay);
    exclude = Paths.checked("exclude", exclude);
  }

  /**
   * Decays as {@link AdamW} does.
   *
   * @param optimizer moves the parameters
   */
  public WeightDecay(Optimizer optimizer) {
    this(optimizer, 0.004);
  }

  /**
   * Decays all parameters.
   *
   * @param optimizer moves the parameters
   * @param weightDecay what is taken from parameters at the rate 1
   */
  public WeightDecay(Optimizer optimizer, double weightDecay) {
    this(optimizer, weightDecay, List.of());
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return decayed(update, optimizer.update(update));
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    Paths.requireEachFound("exclude", exclude, updates);
    Iterator<Tensor> results = optimizer.updateAll(updates).iterator();
    return updates.stream().map(update -> decayed(update, results.next())).toList();
  }

  private Tensor decayed(Update update, Tensor result) {
    return Paths.isAny(exclude, update)
        ? result
        : result.sub(update.parameter().mul(update.rate().mul(weightDecay)));
  }
}
