package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class LecunUniformTest implements InitializerContract {
  @Override
  public LecunUniform extension() {
    return new LecunUniform();
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(0, 1 / Fans.of(shape).in());
  }
}
