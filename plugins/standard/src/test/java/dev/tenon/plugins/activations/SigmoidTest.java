package dev.tenon.plugins.activations;

import dev.tenon.testkit.ActivationContract;

class SigmoidTest implements ActivationContract {
  @Override
  public Sigmoid extension() {
    return new Sigmoid();
  }
}
