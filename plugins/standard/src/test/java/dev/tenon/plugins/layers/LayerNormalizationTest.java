package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LayerNormalizationTest implements LayerContract {
  private static final Shape IMAGES = Shape.of(Shape.BATCH, 3, 5, 4);

  @Override
  public LayerNormalization extension() {
    return new LayerNormalization();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 2, 3), IMAGES);
  }

  @Override
  public List<Refusal> refusals() {
    String because = "LayerNormalization needs FLOAT features [N, ...]; got ";
    return List.of(
        Refusal.of(because + "FLOAT[N]", Shape.of(Shape.BATCH)),
        Refusal.of(
            because + "INT64[N, 3]", new TensorType(DataType.INT64, Shape.of(Shape.BATCH, 3))));
  }

  @Nested
  class OfWholeImages implements LayerContract {
    @Override
    public LayerNormalization extension() {
      return new LayerNormalization().withAxis(3, 1, 2).withEpsilon(0.1).withCenter(false);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("there is no axis 3 in [N, 7]", Shape.of(Shape.BATCH, 7)));
    }
  }

  @Nested
  class OfColumns implements LayerContract {
    @Override
    public LayerNormalization extension() {
      return new LayerNormalization().withAxis(-3).withScale(false);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of(
              "LayerNormalization takes each example by itself; leave axis -3, the batch, out",
              Shape.of(Shape.BATCH, 2, 3)));
    }
  }

  @Nested
  class OfRows implements LayerContract {
    @Override
    public LayerNormalization extension() {
      return new LayerNormalization().withAxis(2, -1);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of(
              "LayerNormalization needs axes that differ, got [2, -1] of FLOAT[N, 2, 3]",
              Shape.of(Shape.BATCH, 2, 3)));
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new LayerNormalization())
        .isEqualTo(new LayerNormalization(List.of(-1), 1e-3, true, true, new Zeros(), new Ones()));
  }

  @Test
  void variables_are_named_and_begun_as_in_keras() {
    Emitted layer = Emitted.evaluation(new LayerNormalization(), Emitted.random(2, 3, 5, 4));

    assertThat(layer.variables()).containsExactlyInAnyOrder("layer/gamma[3]", "layer/beta[3]");
    assertThat(layer.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Ones(), new Zeros());
    Emitted bare =
        Emitted.evaluation(
            new LayerNormalization().withCenter(false).withScale(false), Emitted.random(2, 3));
    assertThat(bare.variables()).isEmpty();
    Emitted begun =
        Emitted.evaluation(
            new LayerNormalization()
                .withGammaInitializer(new Constant(2))
                .withBetaInitializer(new Constant(3)),
            Emitted.random(2, 3));
    assertThat(begun.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Constant(2), new Constant(3));
  }

  @Test
  void axes_are_counted_with_channels_last() {
    assertThat(gamma(1)).isEqualTo("layer/gamma[5]");
    assertThat(gamma(2)).isEqualTo("layer/gamma[4]");
    assertThat(gamma(3)).isEqualTo("layer/gamma[3]");
    assertThat(gamma(-2, -3)).isEqualTo("layer/gamma[5, 4]");
    assertThat(gamma(1, 2, 3)).isEqualTo("layer/gamma[3, 5, 4]");
  }

  private static String gamma(int... axis) {
    LayerNormalization layer = new LayerNormalization().withAxis(axis);
    return Emitted.evaluation(layer, Emitted.random(2, 3, 5, 4)).variables().get(0);
  }

  @Test
  void a_row_is_normalized_by_its_own_mean_and_variance() {
    Value rows = Value.floats(Shape.of(2, 4), 1, 2, 3, 6, 10, 10, 10, 10);
    Emitted layer =
        Emitted.evaluation(new LayerNormalization().withEpsilon(0.5), rows)
            .with("gamma", 2, 1, 3, 1)
            .with("beta", 0.25, 0, 0.5, -1);

    // The mean is 3, the variance (4 + 1 + 0 + 9) / 4 = 3.5, the divisor sqrt(3.5 + 0.5) = 2.
    assertThat(layer.run())
        .containsExactly(new double[] {-1.75, -0.5, 0.5, 0.5, 0.25, 0, 0.5, -1}, within(1e-12));
  }

  @Test
  void each_pixel_is_normalized_by_its_channels() {
    // Two pixels, with the channels 1 and 5, and 2 and 2.
    Value image = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 5, 2);
    Emitted layer =
        Emitted.training(new LayerNormalization().withEpsilon(5), image)
            .with("gamma", 3, 6)
            .with("beta", 0, 1);

    // The mean of 1 and 5 is 3, the variance 4, the divisor sqrt(4 + 5) = 3.
    assertThat(layer.run()).containsExactly(new double[] {-2, 0, 5, 1}, within(1e-12));
  }

  @Test
  void a_large_mean_does_not_round_the_variance_away_in_single_precision() {
    Value rows = Value.floats(Shape.of(1, 4), 100_001, 100_002, 100_003, 100_006);
    Emitted layer =
        Emitted.evaluation(
            new LayerNormalization().withEpsilon(0.5).withCenter(false).withScale(false), rows);

    assertThat(layer.runByOnnxRuntime())
        .containsExactly(new double[] {-1, -0.5, 0, 1.5}, within(1e-6));
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new LayerNormalization().withAxis())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("axis must name at least one axis, such as -1");
    for (double epsilon : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new LayerNormalization().withEpsilon(epsilon))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("epsilon must be positive and finite, got " + epsilon);
    }
  }
}
