package dev.tenon.plugins.activations;

import dev.tenon.testkit.ActivationContract;

class ReluTest implements ActivationContract {
  @Override
  public Relu extension() {
    return new Relu();
  }
}
