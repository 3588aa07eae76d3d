package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import java.util.List;
import org.apiguardian.api.API;

/** How parameters follow their gradients. */
@API(status = STABLE)
public non-sealed interface Optimizer extends Extension {
  /** Returns the learning rate from which the schedule starts. */
  double learningRate();

  /**
   * Emits the update of one parameter.
   *
   * @param update the parameter, its gradient, and where to keep state
   * @return the parameter's new value, of the same shape
   */
  Tensor update(Update update);

  /**
   * Emits the updates of all parameters; overridden by optimizers that look at all gradients
   * together.
   *
   * @param updates one for each trainable parameter
   * @return the new values, in the same order
   */
  default List<Tensor> updateAll(List<Update> updates) {
    return updates.stream().map(this::update).toList();
  }
}
