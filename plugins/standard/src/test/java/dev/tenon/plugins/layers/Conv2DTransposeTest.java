package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Conv2DTransposeTest implements PoolingContract {
  @Override
  public Conv2DTranspose extension() {
    return new Conv2DTranspose(3, 3, new Tanh()).withStrides(2).withPadding(Padding.SAME);
  }

  @Nested
  class Valid implements PoolingContract {
    @Override
    public Conv2DTranspose extension() {
      return new Conv2DTranspose(4, new Size(3, 2));
    }
  }

  @Nested
  class Larger implements PoolingContract {
    @Override
    public Conv2DTranspose extension() {
      return new Conv2DTranspose(2, 3)
          .withStrides(new Size(3, 2))
          .withPadding(Padding.SAME)
          .withOutputPadding(new OutputPadding(2, 0));
    }
  }

  @Nested
  class Gappy implements PoolingContract {
    @Override
    public Conv2DTranspose extension() {
      return new Conv2DTranspose(2, 2).withStrides(new Size(3, 1)).withDilation(new Size(1, 2));
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Conv2DTranspose(64, 3))
        .isEqualTo(
            new Conv2DTranspose(
                64,
                new Size(3),
                new Linear(),
                new Size(1),
                Padding.VALID,
                Optional.empty(),
                new Size(1),
                true,
                new GlorotUniform(),
                new Zeros()));
  }

  /** The examples of Zhang et al., Dive into Deep Learning, section 14.10. */
  @Test
  void values_are_those_of_the_textbook() {
    Value x = Value.floats(Shape.of(1, 1, 2, 2), 0, 1, 2, 3);
    Conv2DTranspose layer = new Conv2DTranspose(1, 2).withBias(false);

    assertThat(Emitted.evaluation(layer, x).with("kernel", 0, 1, 2, 3).run())
        .containsExactly(0, 0, 1, 0, 4, 6, 4, 12, 9);
    assertThat(Emitted.evaluation(layer.withStrides(2), x).with("kernel", 0, 1, 2, 3).run())
        .containsExactly(0, 0, 0, 1, 0, 0, 2, 3, 0, 2, 0, 3, 4, 6, 6, 9);
  }

  private static double[] row(Conv2DTranspose layer, double... kernel) {
    Value x = Value.floats(Shape.of(1, 1, 1, 2), 1, 2);
    return Emitted.evaluation(layer, x).with("kernel", kernel).with("bias", 1000).run();
  }

  @Test
  void same_padding_cuts_the_odd_column_off_on_the_right() {
    Conv2DTranspose layer = new Conv2DTranspose(1, new Size(1, 3)).withStrides(new Size(1, 2));

    assertThat(row(layer, 1, 10, 100)).containsExactly(1001, 1010, 1102, 1020, 1200);
    assertThat(row(layer.withPadding(Padding.SAME), 1, 10, 100))
        .containsExactly(1001, 1010, 1102, 1020);
  }

  @Test
  void output_padding_tells_the_size_of_the_result() {
    Conv2DTranspose layer = new Conv2DTranspose(1, new Size(1, 3)).withStrides(new Size(1, 2));
    Conv2DTranspose one = layer.withOutputPadding(new OutputPadding(0, 1));
    Conv2DTranspose none = layer.withOutputPadding(new OutputPadding(0));

    assertThat(row(one, 1, 10, 100)).containsExactly(1001, 1010, 1102, 1020, 1200, 1000);
    assertThat(row(one.withPadding(Padding.SAME), 1, 10, 100))
        .containsExactly(1001, 1010, 1102, 1020);
    assertThat(row(none.withPadding(Padding.SAME), 1, 10, 100)).containsExactly(1010, 1102, 1020);
  }

  @Test
  void gaps_between_windows_have_the_bias_alone() {
    Conv2DTranspose layer = new Conv2DTranspose(1, 1).withStrides(new Size(1, 3));

    assertThat(row(layer, 5)).containsExactly(1005, 1000, 1000, 1010, 1000, 1000);
    assertThat(row(layer.withPadding(Padding.SAME), 5))
        .containsExactly(1005, 1000, 1000, 1010, 1000, 1000);
  }

  static Stream<Conv2D> convolutions() {
    Conv2D rectangular = new Conv2D(2, new Size(3, 2)).withBias(false);
    return Stream.of(
        rectangular,
        rectangular.withPadding(Padding.SAME),
        rectangular.withStrides(2),
        rectangular.withStrides(2).withPadding(Padding.SAME),
        rectangular.withStrides(new Size(1, 3)).withPadding(Padding.SAME),
        rectangular.withDilation(new Size(2, 1)),
        new Conv2D(2, 5).withBias(false).withStrides(2).withPadding(Padding.SAME));
  }

  /** The transpose of a map A holds {@code sum(A y * x) = sum(y * A' x)} for all x and y. */
  @ParameterizedTest
  @MethodSource("convolutions")
  void it_is_the_transpose_of_a_convolution(Conv2D conv) {
    Value x = Emitted.random(1, 2, 4, 5);
    Conv2DTranspose layer =
        new Conv2DTranspose(3, conv.kernel())
            .withBias(false)
            .withStrides(conv.strides())
            .withPadding(conv.padding())
            .withDilation(conv.dilation());
    Emitted transposed = Emitted.evaluation(layer, x);
    Shape larger = transposed.output.shape().bind(1);
    Value y =
        Value.floats(
            larger,
            IntStream.range(0, (int) larger.size()).mapToDouble(i -> Math.sin(7 * i)).toArray());
    Emitted back = Emitted.evaluation(conv, y).with("kernel", transposed.value("kernel"));

    assertThat(back.output.shape()).isEqualTo(Shape.of(-1, 2, 4, 5));
    assertThat(product(transposed.run(), y.data()))
        .isCloseTo(product(back.run(), x.data()), within(1e-10));
  }

  private static double product(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  /** What Keras's {@code Conv2DTranspose} gives for an image of 5 x 7. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, VALID, 1, 7, 9",
    "3, 2, VALID, 1, 11, 15",
    "3, 2, SAME, 1, 10, 14",
    "2, 3, VALID, 1, 15, 21",
    "5, 2, SAME, 1, 10, 14",
    "3, 1, VALID, 2, 9, 11",
    "1, 1, SAME, 1, 5, 7",
  })
  void sizes_are_those_of_keras(
      int kernel, int strides, Padding padding, int dilation, int height, int width) {
    Conv2DTranspose layer =
        new Conv2DTranspose(8, kernel)
            .withStrides(strides)
            .withPadding(padding)
            .withDilation(dilation);

    assertThat(Emitted.on(layer, DataType.FLOAT, -1, 3, 5, 7).shape())
        .isEqualTo(Shape.of(-1, 8, height, width));
  }

  @Test
  void the_kernel_has_the_layout_and_the_counts_of_keras() {
    Emitted layer = Emitted.training(new Conv2DTranspose(30, 2), Emitted.random(1, 20, 3, 3));

    assertThat(layer.variables()).containsExactly("layer/kernel[20, 30, 2, 2]", "layer/bias[30]");
    Fan.assertCounted(layer, "kernel", 30 * 4, 20 * 4);
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Conv2DTranspose(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("filters must be positive, got 0");
    assertThatThrownBy(() -> new OutputPadding(0, -1))
        .hasMessage("output padding must not be negative, got 0 x -1");
    assertThatThrownBy(
            () -> new Conv2DTranspose(1, 3).withStrides(2).withOutputPadding(new OutputPadding(2)))
        .hasMessageStartingWith("outputPadding must be below the strides, got OutputPadding[");
    Conv2DTranspose even =
        new Conv2DTranspose(1, 2)
            .withStrides(2)
            .withPadding(Padding.SAME)
            .withOutputPadding(new OutputPadding(0));
    assertThatThrownBy(() -> Emitted.on(even, DataType.FLOAT, -1, 1, 3, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("needs an outputPadding of at least 1; got 0");
  }
}
