package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.testkit.LayerContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

// region test
class RmsNormTest implements LayerContract {
  @Override
  public RmsNorm extension() {
    return new RmsNorm();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Test
  void a_row_is_divided_by_its_root_mean_square() {
    Scope scope = Scope.evaluation();
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 2));
    Tensor y = new RmsNorm(3.5).apply(scope, x);
    Value rows = Value.floats(x.shape(), 3, 4, -3, 4);
    Value gain = Value.floats(Shape.of(2), 2, -1);

    // The mean square of 3 and 4 is 12.5, and the root of 12.5 + 3.5 is 4.
    assertThat(Interpreter.run(y, Map.of("x", rows, "gain", gain)).data())
        .containsExactly(1.5, -1, -1.5, -1);
  }
}
// endregion
