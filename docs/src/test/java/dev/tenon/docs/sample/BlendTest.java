package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.testkit.MergeContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

// region test
class BlendTest implements MergeContract {
  private static final Shape ROW = Shape.of(Shape.BATCH, 7);
  private static final Shape IMAGE = Shape.of(Shape.BATCH, 3, 5, 4);

  @Override
  public Blend extension() {
    return new Blend(0.25);
  }

  @Override
  public List<List<Shape>> inputs() {
    return List.of(List.of(ROW, ROW), List.of(IMAGE, IMAGE));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of("Blend needs two inputs of one shape, got [FLOAT[N, 7]]", ROW),
        Refusal.of("got [FLOAT[N, 7], FLOAT[N, 1]]", ROW, Shape.of(Shape.BATCH, 1)));
  }

  @Test
  void a_share_of_a_quarter_goes_a_quarter_of_the_way() {
    Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(1, 2));
    Tensor b = Tensor.input("b", DataType.FLOAT, Shape.of(1, 2));
    Tensor y = new Blend().apply(Scope.evaluation(), List.of(a, b));
    Map<String, Value> values =
        Map.of(
            "a", Value.floats(a.shape(), 0, 8),
            "b", Value.floats(b.shape(), 4, 0),
            "share", Value.floats(Shape.SCALAR, 0.25));
    assertThat(Interpreter.run(y, values).data()).containsExactly(1, 6);
  }
}
// endregion
