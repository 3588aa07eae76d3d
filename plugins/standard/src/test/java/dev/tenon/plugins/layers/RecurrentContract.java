package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;

/** What recurrent layers have in common. */
interface RecurrentContract extends LayerContract {
  @Override
  default List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 3), Shape.of(Shape.BATCH, 5, 2));
  }

  @Override
  default boolean drawsAtRandom() {
    Recurrent layer = (Recurrent) extension();
    return layer.dropout() > 0 || layer.recurrentDropout() > 0;
  }

  @Override
  default List<Refusal> refusals() {
    String because =
        extension().getClass().getSimpleName()
            + " needs FLOAT sequences [N, features, steps], which Reshape makes of images; got ";
    Shape sequences = Shape.of(Shape.BATCH, 3, 2);
    return List.of(
        Refusal.of(because + "FLOAT[N, 784]", Shape.of(Shape.BATCH, 784)),
        Refusal.of(because + "FLOAT[N, 1, 28, 28]", Shape.of(Shape.BATCH, 1, 28, 28)),
        Refusal.of(because + "INT64[N, 3, 2]", new TensorType(DataType.INT64, sequences)));
  }
}
