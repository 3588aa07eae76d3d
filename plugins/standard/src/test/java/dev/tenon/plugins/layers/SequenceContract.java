package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;

/** What layers of sequences have in common. */
interface SequenceContract extends LayerContract {
  @Override
  default List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 7), Shape.of(Shape.BATCH, 4, 6));
  }

  @Override
  default List<Refusal> refusals() {
    String name = extension().getClass().getSimpleName();
    return List.of(
        Refusal.of(
            name
                + " needs FLOAT sequences [N, features, steps], which Reshape makes of images; got"
                + " FLOAT[N, 3, 8, 8]",
            Shape.of(Shape.BATCH, 3, 8, 8)));
  }
}
