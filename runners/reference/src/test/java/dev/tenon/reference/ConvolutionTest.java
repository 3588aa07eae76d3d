package dev.tenon.reference;

import static dev.tenon.reference.Computed.by;
import static dev.tenon.reference.Computed.counted;
import static dev.tenon.reference.Computed.ones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
  private final Window three = Window.of(3, 3);
  private final Window padded = three.withPads(List.of(1, 1), List.of(1, 1));

  private static Value rows(int channels, double... elements) {
    return Value.floats(Shape.of(1, channels, elements.length / channels), elements);
  }

  private static Value filter(int filters, int channels, double... elements) {
    return Value.floats(
        Shape.of(filters, channels, elements.length / filters / channels), elements);
  }

  /** The examples of the ONNX specification's Conv: a square of 0 to 24 and ones. */
  @Test
  void convolutions_have_the_values_of_the_specifications_examples() {
    Value x = counted(0, 1, 1, 5, 5);
    assertThat(by(new Conv(padded, 1), x, ones(1, 1, 3, 3)).data())
        .containsExactly(
            12, 21, 27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111,
            72, 111, 117, 123, 84);
    assertThat(by(new Conv(three, 1), x, ones(1, 1, 3, 3)).data())
        .containsExactly(54, 63, 72, 99, 108, 117, 144, 153, 162);
  }

  @Test
  void strided_convolutions_have_the_values_of_the_specifications_examples() {
    Value x = counted(0, 1, 1, 7, 5);
    Window strided = padded.withStrides(2, 2);
    assertThat(by(new Conv(strided, 1), x, ones(1, 1, 3, 3)).data())
        .containsExactly(12, 27, 24, 63, 108, 81, 123, 198, 141, 112, 177, 124);
    Window lopsided = strided.withPads(List.of(1, 0), List.of(1, 0));
    assertThat(by(new Conv(lopsided, 1), x, ones(1, 1, 3, 3)).data())
        .containsExactly(21, 33, 99, 117, 189, 207, 171, 183);
  }

  @Test
  void the_filter_is_not_flipped() {
    assertThat(by(new Conv(Window.of(2), 1), rows(1, 1, 2, 3), filter(1, 1, 2, 3)).data())
        .containsExactly(8, 13);
  }

  @Test
  void dilation_spreads_the_filter() {
    Window window = Window.of(2).withDilations(3);
    assertThat(by(new Conv(window, 1), rows(1, 1, 2, 3, 4, 5), filter(1, 1, 1, 10)).data())
        .containsExactly(41, 52);
  }

  @Test
  void asymmetric_padding_lies_where_it_is_said_to() {
    Window window = Window.of(2).withPads(List.of(2), List.of(1));
    assertThat(by(new Conv(window, 1), rows(1, 1, 2), filter(1, 1, 1, 10)).data())
        .containsExactly(0, 10, 21, 2);
  }

  @Test
  void channels_add_up_and_groups_keep_to_themselves() {
    Value x = rows(4, 1, 2, 3, 4);
    assertThat(by(new Conv(Window.of(1), 1), x, filter(1, 4, 1, 10, 100, 1000)).data())
        .containsExactly(4321);
    assertThat(by(new Conv(Window.of(1), 2), x, filter(2, 2, 1, 10, 1, 10)).data())
        .containsExactly(21, 43);
    assertThat(by(new Conv(Window.of(1), 4), x, filter(8, 1, 1, 2, 1, 2, 1, 2, 1, 2)).data())
        .containsExactly(1, 2, 2, 4, 3, 6, 4, 8);
  }

  @Test
  void the_gradients_are_those_worked_out_by_hand() {
    Value x = rows(1, 1, 2, 3);
    Value w = filter(1, 1, 2, 3);
    Value d = rows(1, 1, 10);
    assertThat(by(new ConvInputGrad(Window.of(2), 1, List.of(3L)), w, d).data())
        .containsExactly(2, 23, 30);
    assertThat(by(new ConvFilterGrad(Window.of(2), 1), x, w, d).data()).containsExactly(21, 32);
  }

  @Test
  void elements_that_no_window_reaches_have_no_gradient() {
    Window window = Window.of(2).withStrides(3);
    Value x = rows(1, 1, 2, 3, 4);
    ConvInputGrad ofFour = new ConvInputGrad(window, 1, List.of(4L));
    assertThat(by(ofFour, filter(1, 1, 2, 3), rows(1, 5)).data()).containsExactly(10, 15, 0, 0);
    assertThat(by(new ConvFilterGrad(window, 1), x, filter(1, 1, 2, 3), rows(1, 5)).data())
        .containsExactly(5, 10);
  }

  /** The example of the ONNX specification's ConvTranspose, which is this gradient. */
  @Test
  void the_gradient_for_the_input_is_a_transposed_convolution() {
    Value d = counted(0, 1, 1, 3, 3);
    ConvInputGrad ofFives = new ConvInputGrad(three, 1, List.of(5L, 5L));
    assertThat(by(ofFives, ones(1, 1, 3, 3), d).data())
        .containsExactly(
            0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8);
  }

  @Test
  void three_axes_convolve_as_one_would() {
    Window cube = Window.of(1, 1, 2).withPads(List.of(0, 0, 1), List.of(0, 0, 0));
    Value x = Value.floats(Shape.of(1, 1, 1, 2, 2), 1, 2, 3, 4);
    Value w = Value.floats(Shape.of(1, 1, 1, 1, 2), 1, 10);
    assertThat(by(new Conv(cube, 1), x, w).data()).containsExactly(10, 21, 30, 43);
  }

  @Test
  void the_second_derivatives_of_a_convolution_agree_with_differences() {
    Window window =
        padded.withStrides(2, 1).withDilations(1, 2).withPads(List.of(2, 1), List.of(0, 3));
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 4, 5, 6));
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(4, 2, 3, 3));
    Tensor loss = x.conv(w, window, 2).square().mul(0.5).reduceSum(false);
    Map<String, Value> values = Map.of("x", wave(2, 4, 5, 6), "w", wave(4, 2, 3, 3));
    for (Tensor first : Gradients.of(loss, List.of(x, w))) {
      GradientCheck.check("gradient of Conv", first, values, 5);
    }
  }

  private static Value wave(long... dims) {
    Value value = counted(1, dims);
    for (int i = 0; i < value.size(); i++) {
      value.data()[i] = Math.sin(value.data()[i]);
    }
    return value;
  }
}
