package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class ConstantTest implements InitializerContract {
  @Override
  public Constant extension() {
    return new Constant(-0.5);
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(-0.5, 0);
  }
}
