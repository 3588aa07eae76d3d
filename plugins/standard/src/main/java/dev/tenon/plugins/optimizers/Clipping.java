package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Update;

/** Updates by other gradients, and what clipping makes of these. */
final class Clipping {
  private Clipping() {}

  static Update by(Tensor gradient, Update update) {
    return new Update(update.scope(), update.parameter(), gradient, update.rate(), update.step());
  }

  static Tensor squares(Update update) {
    return update.gradient().square().reduceSum(false);
  }

  /** Returns what makes a norm at most {@code limit}, from its square. */
  static Tensor factor(Tensor square, double limit) {
    return Tensor.constant(limit).div(square.sqrt().max(Tensor.constant(limit)));
  }
}
