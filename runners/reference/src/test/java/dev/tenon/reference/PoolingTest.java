package dev.tenon.reference;

import static dev.tenon.reference.Computed.by;
import static dev.tenon.reference.Computed.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.AveragePool;
import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolingTest {
  /** The square of 1 to 25 of the examples of ONNX's pooling operators. */
  private final Value square = counted(1, 1, 1, 5, 5);

  private final Window padded = Window.of(5, 5).withPads(List.of(2, 2), List.of(2, 2));
  private final Window strided = Window.of(2, 2).withStrides(2, 2);

  private static Value rows(double... elements) {
    return Value.floats(Shape.of(1, 1, elements.length), elements);
  }

  @Test
  void max_pooling_has_the_values_of_the_specifications_examples() {
    assertThat(by(new MaxPool(padded), square).data())
        .containsExactly(
            13, 14, 15, 15, 15, 18, 19, 20, 20, 20, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25, 23, 24,
            25, 25, 25);
    assertThat(by(new MaxPool(strided), square).data()).containsExactly(7, 9, 17, 19);
  }

  @Test
  void average_pooling_has_the_values_of_the_specifications_examples() {
    assertThat(by(new AveragePool(padded), square).data())
        .containsExactly(
            7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 15.5, 16,
            16.5, 17, 17.5, 18, 18.5, 19);
    assertThat(by(new AveragePool(strided), square).data()).containsExactly(4, 6, 14, 16);
  }

  @Test
  void padding_never_wins_and_never_counts() {
    Window window = Window.of(2).withPads(List.of(1), List.of(1));
    assertThat(by(new MaxPool(window), rows(-3, -5)).data()).containsExactly(-3, -3, -5);
    assertThat(by(new AveragePool(window), rows(-3, -5)).data()).containsExactly(-3, -4, -5);
  }

  @Test
  void maxima_that_tie_share_the_gradient_of_their_window_equally() {
    Window window = Window.of(3).withStrides(2);
    Value x = rows(1, 4, 4, 0, 4);
    Value y = by(new MaxPool(window), x);
    assertThat(y.data()).containsExactly(4, 4);
    // 6 for the elements 1 and 2, and 20 for the elements 2 and 4.
    assertThat(by(new MaxPoolGrad(window), x, y, rows(6, 20)).data())
        .containsExactly(0, 3, 13, 0, 10);
  }

  @Test
  void a_window_of_equal_elements_spreads_its_gradient_over_those_that_are_not_padding() {
    Window window = Window.of(2, 2).withPads(List.of(1, 1), List.of(0, 0)).withStrides(2, 2);
    Value x = Value.floats(Shape.of(1, 1, 3, 3), new double[9]);
    Value upstream = counted(1, 1, 1, 2, 2);
    Value y = by(new MaxPool(window), x);
    assertThat(by(new MaxPoolGrad(window), x, y, upstream).data())
        .containsExactly(1, 1, 1, 1.5, 1, 1, 1.5, 1, 1);
  }

  @Test
  void the_gradient_of_an_average_is_shared_by_its_window() {
    Window window = Window.of(2).withStrides(2).withPads(List.of(1), List.of(0));
    assertThat(by(new AveragePoolGrad(window), rows(0, 0, 0, 0), rows(5, 8)).data())
        .containsExactly(5, 4, 4, 0);
  }

  @Test
  void maps_are_pooled_apart() {
    Value x = Value.floats(Shape.of(2, 2, 2), 1, 2, 4, 3, 5, 6, 8, 7);
    assertThat(by(new MaxPool(Window.of(2)), x).data()).containsExactly(2, 4, 6, 8);
    assertThat(by(new AveragePool(Window.of(2)), x).data()).containsExactly(1.5, 3.5, 5.5, 7.5);
  }
}
