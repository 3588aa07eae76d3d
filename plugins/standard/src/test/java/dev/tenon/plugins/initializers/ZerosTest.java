package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class ZerosTest implements InitializerContract {
  @Override
  public Zeros extension() {
    return new Zeros();
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(0, 0);
  }
}
