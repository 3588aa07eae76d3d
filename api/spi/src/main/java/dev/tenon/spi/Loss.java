package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import org.apiguardian.api.API;

/** What training minimises: one number an example, whose mean over the batch is differentiated. */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Loss extends Extension {
  /**
   * Emits this loss.
   *
   * @param prediction the model's output, {@code [N, ...]}
   * @param target what it should be: INT64 class indices {@code [N]}, or FLOAT like the prediction
   * @return the loss of each example, {@code [N]}
   * @throws dev.tenon.graph.ShapeException if prediction and target do not fit
   */
  Tensor apply(Tensor prediction, Tensor target);
}
