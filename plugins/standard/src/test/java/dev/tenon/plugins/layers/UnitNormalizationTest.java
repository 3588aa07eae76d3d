package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnitNormalizationTest implements LayerContract {
  private static final Shape IMAGES = Shape.of(Shape.BATCH, 3, 5, 4);

  @Override
  public UnitNormalization extension() {
    return new UnitNormalization();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 2, 3), IMAGES);
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "UnitNormalization needs FLOAT features [N, ...]; got FLOAT[N]",
            Shape.of(Shape.BATCH)));
  }

  @Nested
  class OfWholeImages implements LayerContract {
    @Override
    public UnitNormalization extension() {
      return new UnitNormalization().withAxis(1, 2, 3);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }
  }

  @Test
  void the_last_axis_is_the_default() {
    assertThat(new UnitNormalization()).isEqualTo(new UnitNormalization(List.of(-1)));
  }

  @Test
  void a_row_is_divided_by_its_length() {
    Value rows = Value.floats(Shape.of(2, 2), 3, 4, -5, 12);
    assertThat(Emitted.evaluation(new UnitNormalization(), rows).run())
        .containsExactly(new double[] {0.6, 0.8, -5 / 13.0, 12 / 13.0}, within(1e-12));
  }

  @Test
  void each_pixel_is_divided_by_the_length_of_its_channels() {
    // Two pixels, with the channels 3 and 4, and 0 and -2.
    Value image = Value.floats(Shape.of(1, 2, 1, 2), 3, 0, 4, -2);
    assertThat(Emitted.training(new UnitNormalization(), image).run())
        .containsExactly(new double[] {0.6, 0, 0.8, -1}, within(1e-12));
  }

  @Test
  void zeros_stay_zeros_with_a_finite_gradient() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1, 2));
    Tensor y = new UnitNormalization().apply(Scope.evaluation(), x);
    Tensor gradient = Gradients.of(y.reduceSum(false), List.of(x)).get(0);
    Map<String, Value> zeros = Map.of("x", Value.floats(x.shape(), 0, 0));

    assertThat(Interpreter.run(y, zeros).data()).containsExactly(0, 0);
    assertThat(Interpreter.run(gradient, zeros).data())
        .containsExactly(new double[] {1e12, 1e12}, within(1.0));
    Value rows = Value.floats(Shape.of(1, 2), 0, 0);
    assertThat(Emitted.evaluation(new UnitNormalization(), rows).runByOnnxRuntime())
        .containsExactly(0, 0);
  }

  @Test
  void an_axis_must_be_named() {
    assertThatThrownBy(() -> new UnitNormalization().withAxis())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("axis must name at least one axis, such as -1");
  }
}
