package dev.tenon.plugins.activations;

import dev.tenon.testkit.ActivationContract;

class TanhTest implements ActivationContract {
  @Override
  public Tanh extension() {
    return new Tanh();
  }
}
