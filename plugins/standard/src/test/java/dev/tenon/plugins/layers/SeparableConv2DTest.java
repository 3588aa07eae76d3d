package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeNormal;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SeparableConv2DTest implements PoolingContract {
  @Override
  public SeparableConv2D extension() {
    return new SeparableConv2D(3, 3);
  }

  @Nested
  class Multiplied implements PoolingContract {
    @Override
    public SeparableConv2D extension() {
      return new SeparableConv2D(4, new Size(2, 3), new Tanh())
          .withDepthMultiplier(2)
          .withStrides(2)
          .withPadding(Padding.SAME)
          .withBias(false);
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new SeparableConv2D(8, 3))
        .isEqualTo(
            new SeparableConv2D(
                8,
                new Size(3),
                new Linear(),
                new Size(1),
                Padding.VALID,
                new Size(1),
                1,
                true,
                new GlorotUniform(),
                new GlorotUniform(),
                new Zeros()));
  }

  @Test
  void it_gives_the_values_computed_by_hand() {
    Value x = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 3, 4);
    Emitted layer =
        Emitted.evaluation(new SeparableConv2D(2, new Size(1, 2)), x)
            .with("depthwise_kernel", 1, 10, 1, 100)
            .with("pointwise_kernel", 1, 1, 2, -1)
            .with("bias", 0, 1000);

    // The channels give 21 and 403.
    assertThat(layer.run()).containsExactly(424, 639);
  }

  @Test
  void it_is_a_depthwise_convolution_before_one_of_kernel_1() {
    Value x = Emitted.random(2, 3, 7, 6);
    SeparableConv2D layer =
        new SeparableConv2D(4, 3, new Sigmoid())
            .withDepthMultiplier(2)
            .withStrides(2)
            .withDilation(2)
            .withPadding(Padding.SAME);
    Emitted whole = Emitted.evaluation(layer, x);
    DepthwiseConv2D first =
        new DepthwiseConv2D(3)
            .withDepthMultiplier(2)
            .withStrides(2)
            .withDilation(2)
            .withPadding(Padding.SAME)
            .withBias(false);
    Emitted each =
        Emitted.evaluation(first, x).with("depthwise_kernel", whole.value("depthwise_kernel"));
    Value between = Value.floats(each.output.shape().bind(2), each.run());
    Emitted joined =
        Emitted.evaluation(new Conv2D(4, 1, new Sigmoid()), between)
            .with("kernel", whole.value("pointwise_kernel"))
            .with("bias", whole.value("bias"));

    assertThat(whole.run()).containsExactly(joined.run(), within(1e-12));
  }

  @Test
  void variables_have_the_layout_of_keras_and_start_as_the_initializers_say() {
    SeparableConv2D layer =
        new SeparableConv2D(5, 3)
            .withDepthMultiplier(2)
            .withDepthwiseInitializer(new HeNormal())
            .withPointwiseInitializer(new GlorotUniform())
            .withBiasInitializer(new Ones());
    Emitted emitted = Emitted.training(layer, Emitted.random(1, 4, 5, 5));

    assertThat(emitted.variables())
        .containsExactly(
            "layer/depthwise_kernel[2, 4, 3, 3]",
            "layer/pointwise_kernel[5, 8, 1, 1]",
            "layer/bias[5]");
    assertThat(emitted.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new HeNormal(), new GlorotUniform(), new Ones());
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new SeparableConv2D(0, 3))
        .hasMessage("filters must be positive, got 0");
    assertThatThrownBy(() -> new SeparableConv2D(1, 3).withDepthMultiplier(-1))
        .hasMessage("depthMultiplier must be positive, got -1");
  }
}
