package dev.tenon.plugins.initializers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;

class GlorotNormalTest implements InitializerContract {
  @Override
  public GlorotNormal extension() {
    return new GlorotNormal();
  }

  @Override
  public Moments moments(Shape shape) {
    Fans fans = Fans.of(shape);
    return new Moments(0, 2 / (fans.in() + fans.out()));
  }
}
