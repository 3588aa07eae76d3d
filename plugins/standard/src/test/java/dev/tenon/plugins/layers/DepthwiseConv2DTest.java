package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DepthwiseConv2DTest implements PoolingContract {
  @Override
  public DepthwiseConv2D extension() {
    return new DepthwiseConv2D(new Size(3, 2));
  }

  @Nested
  class Multiplied implements PoolingContract {
    @Override
    public DepthwiseConv2D extension() {
      return new DepthwiseConv2D(3, new Tanh())
          .withDepthMultiplier(3)
          .withStrides(2)
          .withPadding(Padding.SAME);
    }
  }

  @Nested
  class Dilated implements PoolingContract {
    @Override
    public DepthwiseConv2D extension() {
      return new DepthwiseConv2D(2).withDilation(new Size(2, 3)).withBias(false);
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new DepthwiseConv2D(3))
        .isEqualTo(
            new DepthwiseConv2D(
                new Size(3),
                new Linear(),
                new Size(1),
                Padding.VALID,
                1,
                new Size(1),
                true,
                new GlorotUniform(),
                new Zeros()));
  }

  /** Channels one after the other, of each its filters, as in TensorFlow. */
  @Test
  void each_channel_has_filters_of_its_own() {
    Value x = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 3, 4);
    Emitted layer =
        Emitted.evaluation(new DepthwiseConv2D(new Size(1, 2)).withDepthMultiplier(2), x)
            // Filter 0 of channels 0 and 1, then filter 1 of both.
            .with("depthwise_kernel", 1, 10, 1, 100, 2, 20, 2, 200)
            .with("bias", 0.5, 0.25, 0, 0);

    assertThat(layer.run()).containsExactly(21.5, 42.25, 403, 806);
  }

  @Test
  void values_agree_with_the_formula() {
    Value x = Emitted.random(2, 3, 5, 4);
    DepthwiseConv2D layer =
        new DepthwiseConv2D(new Size(3, 2)).withDepthMultiplier(2).withStrides(2);
    Emitted emitted = Emitted.evaluation(layer, x);
    double[] kernel = emitted.value("depthwise_kernel");
    double[] bias = emitted.value("bias");
    double[] expected = new double[2 * 6 * 2 * 2];
    for (int at = 0; at < expected.length; at++) {
      int n = at / 24;
      int c = at / 8 % 3;
      int m = at / 4 % 2;
      int i = at / 2 % 2;
      int j = at % 2;
      expected[at] = bias[c * 2 + m];
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 2; b++) {
          expected[at] +=
              x.data()[((n * 3 + c) * 5 + i * 2 + a) * 4 + j * 2 + b]
                  * kernel[((m * 3 + c) * 3 + a) * 2 + b];
        }
      }
    }

    assertThat(emitted.run()).containsExactly(expected, within(1e-12));
  }

  @Test
  void the_kernel_has_the_layout_and_the_counts_of_keras() {
    DepthwiseConv2D layer = new DepthwiseConv2D(3).withDepthMultiplier(2);
    Emitted emitted = Emitted.training(layer, Emitted.random(1, 20, 4, 4));

    assertThat(emitted.variables())
        .containsExactly("layer/depthwise_kernel[2, 20, 3, 3]", "layer/bias[40]");
    Fan.assertCounted(emitted, "depthwise_kernel", 20 * 9, 2 * 9);
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new DepthwiseConv2D(3).withDepthMultiplier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depthMultiplier must be positive, got 0");
  }
}
