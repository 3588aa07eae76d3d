package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.spi.Update;

/** Slots of a parameter's shape that gather what its gradients were. */
final class Moments {
  private Moments() {}

  /** Keeps {@code keep * before + value}, from 0. */
  static Tensor sum(Update update, String name, Tensor value, double keep) {
    Tensor after = before(update, name).mul(keep).add(value);
    update.scope().update(name, after);
    return after;
  }

  /** Keeps {@code keep * before + (1 - keep) * value}, from 0. */
  static Tensor average(Update update, String name, Tensor value, double keep) {
    Tensor after = before(update, name).mul(keep).add(value.mul(1 - keep));
    update.scope().update(name, after);
    return after;
  }

  /** Keeps {@code max(keep * before, value)}, from 0. */
  static Tensor largest(Update update, String name, Tensor value, double keep) {
    Tensor after = before(update, name).mul(keep).max(value);
    update.scope().update(name, after);
    return after;
  }

  /** Keeps {@code before + value}, from a first value. */
  static Tensor total(Update update, String name, Tensor value, double first) {
    Tensor after = before(update, name, first).add(value);
    update.scope().update(name, after);
    return after;
  }

  /** Returns a slot that is 0 at first. */
  static Tensor before(Update update, String name) {
    return before(update, name, 0);
  }

  /** Returns a slot that has a first value. */
  static Tensor before(Update update, String name, double first) {
    return update.scope().state(name, update.parameter().shape(), new Constant(first));
  }

  /** Returns how much of an average that started at 0 comes from values: {@code 1 - keep^step}. */
  static Tensor weight(double keep, Tensor step) {
    Tensor tanh = step.mul(Math.log(keep) / 2).tanh();
    return tanh.mul(-2).div(Tensor.constant(1).sub(tanh));
  }

  /**
   * Returns by how much averages of the gradient and of its square, both from 0, make a step too
   * short: {@code sqrt(1 - beta2^step) / (1 - beta1^step)}.
   */
  static Tensor bias(double beta1, double beta2, Tensor step) {
    return weight(beta2, step).sqrt().div(weight(beta1, step));
  }
}
