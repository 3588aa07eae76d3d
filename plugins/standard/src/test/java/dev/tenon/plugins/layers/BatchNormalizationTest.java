package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import org.junit.jupiter.api.Test;

class BatchNormalizationTest {
  private static final Value ROWS = Value.floats(Shape.of(4, 2), 1, 10, 2, 10, 3, 10, 6, 30);

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new BatchNormalization()).isEqualTo(new BatchNormalization(0.99, 0.001, true, true));
  }

  @Test
  void variables_are_named_ordered_and_begun_as_in_keras() {
    Emitted layer = Emitted.training(new BatchNormalization(), Emitted.random(2, 3, 4, 4));

    assertThat(layer.variables())
        .containsExactly(
            "layer/gamma[3]",
            "layer/beta[3]",
            "layer/moving_mean[3] untrained",
            "layer/moving_variance[3] untrained");
    assertThat(layer.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Ones(), new Zeros(), new Zeros(), new Ones());
  }

  @Test
  void scale_and_centre_can_be_left_out() {
    Value x = Emitted.random(2, 3, 4, 4);

    assertThat(Emitted.training(new BatchNormalization().withScale(false), x).variables())
        .noneMatch(name -> name.contains("gamma"))
        .anyMatch(name -> name.contains("beta"));
    assertThat(Emitted.training(new BatchNormalization().withCenter(false), x).variables())
        .anyMatch(name -> name.contains("gamma"))
        .noneMatch(name -> name.contains("beta"));
  }

  @Test
  void training_normalizes_by_the_batch() {
    Emitted layer =
        Emitted.training(new BatchNormalization().withEpsilon(0.5), ROWS)
            .with("gamma", 2, 3)
            .with("beta", 0.25, -1);

    // Means 3 and 15; variances (4 + 1 + 0 + 9) / 4 = 3.5 and (3 * 25 + 225) / 4 = 75.
    double deviation = Math.sqrt(75.5);
    assertThat(layer.run())
        .containsExactly(
            new double[] {
              2 * -2 / 2.0 + 0.25,
              3 * -5 / deviation - 1,
              2 * -1 / 2.0 + 0.25,
              3 * -5 / deviation - 1,
              0.25,
              3 * -5 / deviation - 1,
              2 * 3 / 2.0 + 0.25,
              3 * 15 / deviation - 1
            },
            within(1e-12));
  }

  @Test
  void training_moves_the_statistics_towards_the_batch() {
    Emitted layer =
        Emitted.training(new BatchNormalization().withMomentum(0.75), ROWS)
            .with("moving_mean", 7, -1)
            .with("moving_variance", 0.5, 3);

    assertThat(layer.updated("moving_mean"))
        .containsExactly(new double[] {0.75 * 7 + 0.25 * 3, 0.75 * -1 + 0.25 * 15}, within(1e-12));
    assertThat(layer.updated("moving_variance"))
        .containsExactly(
            new double[] {0.75 * 0.5 + 0.25 * 3.5, 0.75 * 3 + 0.25 * 75}, within(1e-12));
  }

  @Test
  void evaluation_normalizes_by_the_moving_statistics_and_leaves_them() {
    Emitted layer =
        Emitted.evaluation(new BatchNormalization().withEpsilon(1), ROWS)
            .with("gamma", 2, 1)
            .with("beta", 0, 100)
            .with("moving_mean", 1, 10)
            .with("moving_variance", 3, 24);

    assertThat(layer.run())
        .containsExactly(new double[] {0, 100, 1, 100, 2, 100, 5, 104}, within(1e-12));
    assertThat(layer.scope.updates()).isEmpty();
  }

  @Test
  void an_image_shares_its_statistics_over_examples_and_pixels() {
    // Channel 0 holds 0, 2, 4, 6 (mean 3, variance 5), channel 1 holds 1 everywhere.
    Value x = Value.floats(Shape.of(2, 2, 1, 2), 0, 2, 1, 1, 4, 6, 1, 1);
    Emitted layer =
        Emitted.training(new BatchNormalization().withEpsilon(4), x)
            .with("gamma", 1, 1)
            .with("beta", 0, 0);

    assertThat(layer.run())
        .containsExactly(new double[] {-1, -1 / 3.0, 0, 0, 1 / 3.0, 1, 0, 0}, within(1e-12));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new BatchNormalization().withMomentum(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("momentum must be from 0 to 1, got 1.5");
    assertThatThrownBy(() -> new BatchNormalization().withEpsilon(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new BatchNormalization().withMomentum(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
