package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.testkit.MergeContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.stream.Stream;

/** What layers that join inputs element by element have in common. */
interface ElementwiseContract extends MergeContract {
  @Override
  default List<List<Shape>> inputs() {
    Shape image = Shape.of(Shape.BATCH, 3, 4, 5);
    Shape row = Shape.of(Shape.BATCH, 7);
    return List.of(
        List.of(image, Shape.of(Shape.BATCH, 3, 1, 1)),
        List.of(row, row, Shape.of(Shape.BATCH, 1)));
  }

  @Override
  default List<Refusal> refusals() {
    String name = extension().getClass().getSimpleName();
    return Stream.concat(
            misfits().stream(),
            Stream.of(
                Refusal.of(
                    name
                        + " needs at least 2 inputs, got 1; name the layers whose outputs it joins",
                    Shape.of(Shape.BATCH, 2))))
        .toList();
  }

  /** Inputs of different shapes and types. */
  default List<Refusal> misfits() {
    String because = extension().getClass().getSimpleName() + " needs inputs of one shape, got ";
    String remedy = "; bring them to one, as a Conv2D of kernel 1 does with channels and strides";
    Shape coarse = Shape.of(Shape.BATCH, 32, 16, 16);
    Shape row = Shape.of(Shape.BATCH, 2);
    return List.of(
        Refusal.of(
            because + "FLOAT[N, 16, 32, 32] and FLOAT[N, 32, 16, 16]" + remedy,
            Shape.of(Shape.BATCH, 16, 32, 32),
            coarse),
        Refusal.of(because + "FLOAT[N, 2] and FLOAT[N, 32, 16, 16]" + remedy, row, coarse),
        new Refusal(
            List.of(TensorType.floats(row), new TensorType(DataType.INT64, row)),
            because + "FLOAT[N, 2] and INT64[N, 2]"));
  }
}
