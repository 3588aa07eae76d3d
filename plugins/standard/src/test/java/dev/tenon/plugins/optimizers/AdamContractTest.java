package dev.tenon.plugins.optimizers;

import dev.tenon.testkit.OptimizerContract;

class AdamContractTest implements OptimizerContract {
  @Override
  public Adam extension() {
    return new Adam();
  }
}
