package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.stream.Stream;

class SubtractTest implements ElementwiseContract {
  @Override
  public Subtract extension() {
    return new Subtract();
  }

  @Override
  public List<List<Shape>> inputs() {
    Shape row = Shape.of(Shape.BATCH, 7);
    return List.of(
        List.of(Shape.of(Shape.BATCH, 3, 4, 5), Shape.of(Shape.BATCH, 3, 1, 1)), List.of(row, row));
  }

  @Override
  public List<Refusal> refusals() {
    Shape row = Shape.of(Shape.BATCH, 2);
    return Stream.concat(
            misfits().stream(),
            Stream.of(
                Refusal.of("Subtract needs exactly 2 inputs, got 1", row),
                Refusal.of("Subtract needs exactly 2 inputs, got 3", row, row, row)))
        .toList();
  }
}
