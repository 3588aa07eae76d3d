package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class OnesTest implements InitializerContract {
  @Override
  public Ones extension() {
    return new Ones();
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(1, 0);
  }
}
