package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Activation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  private static double[] apply(Activation activation, Shape shape, double... x) {
    Tensor input = Tensor.input("x", DataType.FLOAT, shape);
    return Interpreter.run(activation.apply(input), Map.of("x", Value.floats(shape, x))).data();
  }

  @Test
  void relu_keeps_what_is_positive() {
    assertThat(apply(new Relu(), Shape.of(1, 3), -2, 0, 3)).containsExactly(0, 0, 3);
  }

  @Test
  void sigmoid_has_its_tabulated_values() {
    assertThat(apply(new Sigmoid(), Shape.of(1, 3), -1, 0, 2))
        .containsExactly(new double[] {0.2689414213699951, 0.5, 0.8807970779778823}, within(1e-14));
  }

  @Test
  void tanh_has_its_tabulated_values() {
    assertThat(apply(new Tanh(), Shape.of(1, 3), -1, 0, 0.5))
        .containsExactly(new double[] {-0.7615941559557649, 0, 0.46211715726000975}, within(1e-14));
  }

  @Test
  void linear_changes_nothing() {
    assertThat(apply(new Linear(), Shape.of(1, 3), -2, 0, 3)).containsExactly(-2, 0, 3);
  }

  @Test
  void softmax_shares_one_among_the_classes_of_a_row() {
    double sum = 1 + 2 + 5;
    assertThat(apply(new Softmax(), Shape.of(1, 3), Math.log(1), Math.log(2), Math.log(5)))
        .containsExactly(new double[] {1 / sum, 2 / sum, 5 / sum}, within(1e-14));
  }

  @Test
  void softmax_of_an_image_is_over_its_channels() {
    assertThat(apply(new Softmax(), Shape.of(1, 2, 1, 2), 0, 0, Math.log(3), 0))
        .containsExactly(new double[] {0.25, 0.5, 0.75, 0.5}, within(1e-14));
  }

  @Test
  void softmax_of_large_numbers_does_not_overflow() {
    assertThat(apply(new Softmax(), Shape.of(1, 2), 5000, 4000)).containsExactly(1, 0);
  }
}
