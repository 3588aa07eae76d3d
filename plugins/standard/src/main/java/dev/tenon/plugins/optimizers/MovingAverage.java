package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.Iterator;
import java.util.List;

/**
 * A moving average of the weights, by which the model is judged, as Keras's {@code use_ema}.
 *
 * <p>For a parameter {@code w}, where {@code optimizer} makes {@code w'} of it:
 *
 * <pre>
 * average' = w'                                        in the first step
 * average' = average + (1 - decay) (w' - average)      afterwards
 * </pre>
 *
 * <p>Training goes on with the parameters themselves. Validation, and so early stopping and the
 * choice of the best checkpoint, and the exported model use the averages in their place; a
 * checkpoint holds both. Moving statistics of batch normalization are used as they are. Every step
 * counts, also those in which {@link GradientAccumulation} within this lets the parameters wait.
 * Workers of local SGD bring their averages together as they do their parameters; what an outer
 * rate makes of the parameters is averaged from the next step on.
 *
 * <p>See Polyak and Juditsky, <i>Acceleration of Stochastic Approximation by Averaging</i>, 1992.
 * Example: {@code new MovingAverage(new Adam(), 0.999)}.
 *
 * @param optimizer moves the parameters
 * @param decay what is kept of the average, Keras's {@code ema_momentum}, from 0 to below 1; 0.99
 *     by default
 */
public record MovingAverage(Optimizer optimizer, double decay) implements Optimizer {
  /** Checks the number. */
  public MovingAverage {
    Bounds.requireDecay("decay", decay);
  }

  /**
   * Averages with a decay of 0.99.
   *
   * @param optimizer moves the parameters
   */
  public MovingAverage(Optimizer optimizer) {
    this(optimizer, 0.99);
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public Tensor update(Update update) {
    return averaged(update, optimizer.update(update));
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    Iterator<Tensor> results = optimizer.updateAll(updates).iterator();
    return updates.stream().map(update -> averaged(update, results.next())).toList();
  }

  private Tensor averaged(Update update, Tensor next) {
    Tensor before = Moments.before(update, "moving_average");
    Tensor isFirst = update.step().equal(Tensor.constant(1));
    Tensor share = isFirst.where(Tensor.constant(1), Tensor.constant(1 - decay));
    update.scope().update("moving_average", before.add(next.sub(before).mul(share)));
    update.scope().standIn("moving_average", update.parameter());
    return next;
  }
}
