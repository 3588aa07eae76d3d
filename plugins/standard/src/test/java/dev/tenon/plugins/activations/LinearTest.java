package dev.tenon.plugins.activations;

import dev.tenon.testkit.ActivationContract;

class LinearTest implements ActivationContract {
  @Override
  public Linear extension() {
    return new Linear();
  }
}
