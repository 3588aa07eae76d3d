package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.Iterator;
import java.util.List;

/**
 * Another learning rate for some parameters, or none, which freezes them.
 *
 * <p>Parameters that are chosen are updated at {@code factor} times the rate. Where {@code factor}
 * is 0 they stay as they are, to the last bit, and the optimizer keeps no state for them. Several
 * are put around one another: {@code new RateMultiplier(new RateMultiplier(new Adam(), 0.1,
 * "^conv"), 0, "^conv2d/")}.
 *
 * <p>Its counterpart in Keras is {@code layer.trainable = False}. Example: {@code new
 * RateMultiplier(new Adam(), 0, "^conv2d")} trains all but the first layers.
 *
 * @param optimizer moves the parameters
 * @param factor what the rate is multiplied by, 0 or more
 * @param paths regular expressions; parameters in whose paths, such as {@code conv2d/kernel}, one
 *     is found are chosen. One that is found nowhere is refused.
 */
public record RateMultiplier(Optimizer optimizer, double factor, List<String> paths)
    implements Optimizer {
  /** Checks the factor and the expressions, and keeps its own copy of them. */
  public RateMultiplier {
    Bounds.requireNotNegative("factor", factor);
    paths = Paths.checked("paths", paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("paths must name at least one parameter, got none");
    }
  }

  /**
   * Changes the rate of some parameters.
   *
   * @param optimizer moves the parameters
   * @param factor what the rate is multiplied by
   * @param paths regular expressions that are found in the parameters' paths
   */
  public RateMultiplier(Optimizer optimizer, double factor, String... paths) {
    this(optimizer, factor, List.of(paths));
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return isFrozen(update) ? update.parameter() : optimizer.update(atItsRate(update));
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    Paths.requireEachFound("paths", paths, updates);
    List<Update> moving =
        updates.stream().filter(update -> !isFrozen(update)).map(this::atItsRate).toList();
    Iterator<Tensor> results = optimizer.updateAll(moving).iterator();
    return updates.stream()
        .map(update -> isFrozen(update) ? update.parameter() : results.next())
        .toList();
  }

  private boolean isFrozen(Update update) {
    return factor == 0 && Paths.isAny(paths, update);
  }

  private Update atItsRate(Update update) {
    return Paths.isAny(paths, update)
        ? new Update(
            update.scope(),
            update.parameter(),
            update.gradient(),
            update.rate().mul(factor),
            update.step())
        : update;
  }
}
