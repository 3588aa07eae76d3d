package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;
import java.util.List;

/** The contract of a layer on rows; the layers have a gain for each feature. */
abstract class OnRows implements LayerContract {
  static final Initializer ONE = new Filled(1);

  /** Multiplies each feature by its gain. */
  static Tensor scaled(Scope scope, Tensor x) {
    if (x.dataType() != DataType.FLOAT || x.shape().rank() != 2) {
      throw new ShapeException("it needs FLOAT rows, got " + x.type());
    }
    return x.mul(scope.parameter("gain", Shape.of(x.shape().last()), ONE));
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 3));
  }
}
