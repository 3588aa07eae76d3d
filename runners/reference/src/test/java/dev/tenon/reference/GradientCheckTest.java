package dev.tenon.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Cast;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final Value one = Value.floats(Shape.of(1, 1), 0.5);
  private final Value x = Value.floats(Shape.of(2, 2), 0.5, 1, 1.5, 2);

  /** Rounds through integers and back, of which the gradient rule says that it does not depend. */
  private static Tensor detached(Tensor x) {
    Tensor scaled = x.mul(1L << 40);
    return Tensor.of(new Cast(DataType.INT64), scaled).cast(DataType.FLOAT).mul(0x1p-40);
  }

  @Test
  void right_gradients_pass_with_their_error() {
    double error = GradientCheck.check("Mul", t -> t.get(0).mul(t.get(1)).exp(), List.of(x, x), 3);
    assertThat(error).isBetween(0.0, 1e-9);
  }

  @Test
  void a_wrong_gradient_names_operator_input_element_both_derivatives_and_seed() {
    assertThatThrownBy(
            () ->
                GradientCheck.check(
                    "broken", t -> t.get(0).mul(detached(t.get(0))), List.of(one), 3))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "broken: the gradient for input operand 0 \\[1, 1\\] at element \\[0, 0\\] is derived as"
                + " -?\\d.*, but differences give -?\\d.* \\(relative error 5\\.0e-01, seed 3\\)");
  }

  @Test
  void an_error_a_little_over_the_tolerance_does_not_pass() {
    assertThatThrownBy(
            () ->
                GradientCheck.check(
                    "nearly", t -> t.get(0).add(detached(t.get(0)).mul(2e-6)), List.of(one), 3))
        .hasMessageContaining("relative error 2.0e-06");
  }

  @Test
  void a_gradient_that_is_not_a_number_does_not_pass() {
    Value zero = Value.floats(Shape.of(1), 0);
    assertThatThrownBy(
            () -> GradientCheck.check("Sqrt", t -> t.get(0).mul(0).sqrt(), List.of(zero), 3))
        .hasMessageContaining("NaN");
  }

  @Test
  void only_float_inputs_are_differentiated_at_the_batch_size_of_their_values() {
    Tensor rows = Tensor.input("rows", DataType.FLOAT, Shape.of(Shape.BATCH, 3));
    Tensor labels = Tensor.input("labels", DataType.INT64, Shape.of(Shape.BATCH));
    Tensor loss = rows.logSoftmax(1).mul(labels.oneHot(3)).reduceSum(false).neg();
    Map<String, Value> values =
        Map.of(
            "rows", Value.floats(Shape.of(2, 3), 1, 2, 3, 0, 0.5, -1),
            "labels", Value.longs(Shape.of(2), 2, 0));
    assertThat(GradientCheck.check("cross-entropy", loss, values, 1)).isLessThan(1e-9);
  }

  @Test
  void a_sample_of_a_large_input_is_checked() {
    Value large = Value.floats(Shape.of(600), new double[600]);
    GradientCheck.check("Sigmoid", t -> t.get(0).sigmoid(), List.of(large), 1);
    assertThatThrownBy(
            () -> GradientCheck.check("broken", t -> detached(t.get(0)), List.of(large), 1))
        .hasMessageContaining("broken");
  }
}
