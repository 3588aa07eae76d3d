package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class HeNormalTest implements InitializerContract {
  @Override
  public HeNormal extension() {
    return new HeNormal();
  }

  @Override
  public Moments moments(Shape shape) {
    Fans fans = Fans.of(shape);
    return new Moments(0, 2 / fans.in());
  }
}
