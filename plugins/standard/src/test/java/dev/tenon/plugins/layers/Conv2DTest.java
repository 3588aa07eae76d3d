package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeNormal;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Conv2DTest {
  static Stream<Conv2D> variants() {
    Conv2D rectangular = new Conv2D(4, new Size(3, 2));
    return Stream.of(
        rectangular,
        rectangular.withPadding(Padding.SAME),
        rectangular.withPadding(Padding.SAME).withStrides(2),
        rectangular.withPadding(Padding.SAME).withStrides(new Size(3, 2)).withDilation(2),
        rectangular.withDilation(new Size(1, 3)),
        rectangular.withGroups(2),
        rectangular.withGroups(2).withPadding(Padding.SAME).withStrides(2).withBias(false),
        new Conv2D(4, 4, new Linear()).withPadding(Padding.SAME));
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Conv2D(64, 3))
        .isEqualTo(
            new Conv2D(
                64,
                new Size(3, 3),
                new Linear(),
                new Size(1, 1),
                Padding.VALID,
                new Size(1, 1),
                1,
                true,
                new GlorotUniform(),
                new Zeros()));
  }

  @Test
  void a_two_by_two_kernel_gives_the_values_computed_by_hand() {
    Value x = Value.floats(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Emitted conv =
        Emitted.evaluation(new Conv2D(1, 2), x).with("kernel", 1, 0, 2, -1).with("bias", 10);

    // First: 1*1 + 2*0 + 4*2 - 5 + 10.
    assertThat(conv.run()).containsExactly(14, 16, 20, 22);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void values_agree_with_the_formula(Conv2D layer) {
    Value x = Emitted.random(2, 2, 7, 6);
    Emitted conv = Emitted.evaluation(layer, x);

    assertThat(conv.run()).containsExactly(formula(layer, x, conv), within(1e-12));
  }

  @Test
  void the_activation_follows_the_bias() {
    Value x = Emitted.random(2, 3, 4, 4);
    double[] linear = Emitted.evaluation(new Conv2D(2, 3), x).run();
    double[] squashed = Emitted.evaluation(new Conv2D(2, 3, new Sigmoid()), x).run();

    for (int i = 0; i < linear.length; i++) {
      assertThat(squashed[i]).isCloseTo(1 / (1 + Math.exp(-linear[i])), within(1e-12));
    }
  }

  @Test
  void variables_are_named_and_shaped_for_the_groups() {
    Value x = Emitted.random(1, 6, 5, 5);
    Conv2D layer = new Conv2D(4, new Size(3, 2)).withGroups(2);

    assertThat(Emitted.training(layer, x).variables())
        .containsExactly("layer/kernel[4, 3, 3, 2]", "layer/bias[4]");
    assertThat(Emitted.training(layer.withBias(false), x).variables())
        .containsExactly("layer/kernel[4, 3, 3, 2]");
  }

  @Test
  void variables_start_as_the_initializers_say() {
    Conv2D layer =
        new Conv2D(4, 3).withKernelInitializer(new HeNormal()).withBiasInitializer(new Ones());

    assertThat(Emitted.training(layer, Emitted.random(1, 2, 5, 5)).scope.variables())
        .extracting(dev.tenon.spi.Variable::initializer)
        .containsExactly(new HeNormal(), new Ones());
  }

  @Test
  void same_padding_keeps_odd_sizes_and_strides_round_up() {
    Conv2D same = new Conv2D(8, 3, new Tanh()).withPadding(Padding.SAME);

    assertThat(Emitted.on(same, DataType.FLOAT, -1, 3, 7, 5).shape())
        .isEqualTo(Shape.of(-1, 8, 7, 5));
    assertThat(Emitted.on(same.withStrides(2), DataType.FLOAT, -1, 3, 7, 5).shape())
        .isEqualTo(Shape.of(-1, 8, 4, 3));
  }

  @Test
  void channels_that_do_not_divide_and_images_below_the_kernel_are_refused_with_both_shapes() {
    assertThatThrownBy(
            () -> Emitted.on(new Conv2D(8, 3).withGroups(2), DataType.FLOAT, -1, 3, 9, 9))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("in 2 groups")
        .hasMessageContaining("[N, 3, 9, 9]");
    assertThatThrownBy(() -> Emitted.on(new Conv2D(8, 5), DataType.FLOAT, -1, 3, 4, 9))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[5, 5]")
        .hasMessageContaining("[N, 3, 4, 9]");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Conv2D(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("filters must be positive, got 0");
    assertThatThrownBy(() -> new Conv2D(3, 3).withGroups(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groups must be positive and divide the 3 filters, got 2");
    assertThatThrownBy(() -> new Conv2D(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a size needs a positive height and width, got 0 x 0");
    assertThatThrownBy(() -> new Conv2D(3, 3).withStrides(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1 x -1");
  }

  /** Convolves by the formula of the documentation, one sum an output. */
  private static double[] formula(Conv2D layer, Value x, Emitted conv) {
    int[] in = dims(x.shape());
    int height = layer.kernel().height();
    int width = layer.kernel().width();
    int[] top = along(layer, in[2], height, layer.strides().height(), layer.dilation().height());
    int[] left = along(layer, in[3], width, layer.strides().width(), layer.dilation().width());
    int perGroup = in[1] / layer.groups();
    double[] kernel = conv.value("kernel");
    double[] bias = layer.bias() ? conv.value("bias") : new double[layer.filters()];
    double[] y = new double[in[0] * layer.filters() * top[0] * left[0]];
    int at = 0;
    for (int n = 0; n < in[0]; n++) {
      for (int k = 0; k < layer.filters(); k++) {
        int firstChannel = k / (layer.filters() / layer.groups()) * perGroup;
        for (int i = 0; i < top[0]; i++) {
          for (int j = 0; j < left[0]; j++, at++) {
            y[at] = bias[k];
            for (int e = 0; e < perGroup * height * width; e++) {
              int c = e / (height * width);
              int row =
                  i * layer.strides().height()
                      + e / width % height * layer.dilation().height()
                      - top[1];
              int column =
                  j * layer.strides().width() + e % width * layer.dilation().width() - left[1];
              if (row >= 0 && row < in[2] && column >= 0 && column < in[3]) {
                int pixel = ((n * in[1] + firstChannel + c) * in[2] + row) * in[3] + column;
                y[at] += x.data()[pixel] * kernel[k * perGroup * height * width + e];
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** Returns the number of outputs along an axis and the padding before it, as TensorFlow does. */
  private static int[] along(Conv2D layer, int in, int kernel, int stride, int dilation) {
    int extent = (kernel - 1) * dilation + 1;
    if (layer.padding() == Padding.VALID) {
      return new int[] {(in - extent) / stride + 1, 0};
    }
    int out = (int) Math.ceil((double) in / stride);
    return new int[] {out, Math.max((out - 1) * stride + extent - in, 0) / 2};
  }

  private static int[] dims(Shape shape) {
    return java.util.Arrays.stream(shape.dims()).mapToInt(d -> (int) d).toArray();
  }
}
