package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RescalingTest implements LayerContract {
  @Override
  public Rescaling extension() {
    return new Rescaling(2, -1);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Rescaling needs FLOAT values, got UINT8[N, 3]",
            new TensorType(DataType.UINT8, Shape.of(Shape.BATCH, 3))));
  }

  @Test
  void values_are_multiplied_and_then_moved() {
    Value x = Value.floats(Shape.of(1, 3), 0, 0.25, 1);
    assertThat(Emitted.evaluation(new Rescaling(2, -1), x).run()).containsExactly(-1, -0.5, 1);
    assertThat(Emitted.training(new Rescaling(4), x).run()).containsExactly(0, 1, 4);
    assertThat(new Rescaling(4)).isEqualTo(new Rescaling(4, 0));
  }

  @Test
  void impossible_settings_are_refused() {
    for (double scale : new double[] {0, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> new Rescaling(scale))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "scale must be finite and not zero, offset finite; got " + scale + " and 0.0");
    }
    assertThatThrownBy(() -> new Rescaling(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale must be finite and not zero, offset finite; got 1.0 and NaN");
  }
}
