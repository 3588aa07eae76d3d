package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;

/** What layers that pool images have in common. */
interface PoolingContract extends LayerContract {
  @Override
  default List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 7, 6));
  }

  @Override
  default List<Refusal> refusals() {
    String name = extension().getClass().getSimpleName();
    return List.of(
        Refusal.of(
            name + " needs FLOAT images [N, channels, height, width]; got FLOAT[N, 784]",
            Shape.of(Shape.BATCH, 784)));
  }
}
