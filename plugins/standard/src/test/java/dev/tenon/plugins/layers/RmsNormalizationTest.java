package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RmsNormalizationTest implements LayerContract {
  private static final Shape IMAGES = Shape.of(Shape.BATCH, 3, 5, 4);

  @Override
  public RmsNormalization extension() {
    return new RmsNormalization();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 2, 3), IMAGES);
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "RmsNormalization needs FLOAT features [N, ...]; got FLOAT[N]", Shape.of(Shape.BATCH)));
  }

  @Nested
  class OfWholeImages implements LayerContract {
    @Override
    public RmsNormalization extension() {
      return new RmsNormalization().withAxis(1, 2, 3).withEpsilon(0.1);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }
  }

  @Test
  void defaults_and_variables_are_those_of_keras() {
    assertThat(new RmsNormalization()).isEqualTo(new RmsNormalization(List.of(-1), 1e-6));
    Value images = Emitted.random(2, 3, 5, 4);
    Emitted layer = Emitted.evaluation(new RmsNormalization(), images);

    assertThat(layer.variables()).containsExactly("layer/scale[3]");
    assertThat(layer.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Ones());
    assertThat(Emitted.evaluation(new RmsNormalization().withAxis(1, 3), images).variables())
        .containsExactly("layer/scale[3, 5]");
  }

  @Test
  void a_row_is_divided_by_its_root_mean_square() {
    Value rows = Value.floats(Shape.of(2, 2), 3, 4, -3, 4);
    Emitted layer =
        Emitted.evaluation(new RmsNormalization().withEpsilon(3.5), rows).with("scale", 2, -1);

    // The mean square of 3 and 4 is 12.5, and the root of 12.5 + 3.5 is 4.
    assertThat(layer.run()).containsExactly(new double[] {1.5, -1, -1.5, -1}, within(1e-12));
  }

  @Test
  void each_pixel_is_divided_by_the_root_mean_square_of_its_channels() {
    // Two pixels, with the channels 1 and 7, and 2 and -2.
    Value image = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 7, -2);
    Emitted layer =
        Emitted.training(new RmsNormalization().withEpsilon(1e-9), image).with("scale", 1, 3);

    assertThat(layer.run()).containsExactly(new double[] {0.2, 1, 4.2, -3}, within(1e-8));
  }

  @Test
  void zeros_stay_zeros() {
    Value rows = Value.floats(Shape.of(1, 2), 0, 0);
    Emitted layer = Emitted.evaluation(new RmsNormalization(), rows).with("scale", 2, 3);
    assertThat(layer.runByOnnxRuntime()).containsExactly(0, 0);
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new RmsNormalization().withAxis())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("axis must name at least one axis, such as -1");
    assertThatThrownBy(() -> new RmsNormalization().withEpsilon(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got NaN");
  }
}
