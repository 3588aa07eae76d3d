package dev.tenon.reference;

import static dev.tenon.reference.Computed.by;
import static dev.tenon.reference.Computed.counted;
import static dev.tenon.reference.Computed.gradient;
import static dev.tenon.reference.Computed.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.LogSoftmax;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionsTest {
  /** The operand of the examples of ONNX's reductions. */
  private final Value data =
      Value.floats(Shape.of(3, 2, 2), 5, 1, 20, 2, 30, 1, 40, 2, 55, 1, 60, 2);

  @ParameterizedTest
  @EnumSource
  void reductions_have_the_values_of_the_specifications_examples(Reduce.Kind kind) {
    double[] expected =
        switch (kind) {
          case SUM -> new double[] {25, 3, 70, 3, 115, 3};
          case MEAN -> new double[] {12.5, 1.5, 35, 1.5, 57.5, 1.5};
          case MAX -> new double[] {20, 2, 40, 2, 60, 2};
        };
    Value dropped = by(new Reduce(kind, List.of(1), false), data);
    assertThat(dropped.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(dropped.data()).containsExactly(expected);
    Value kept = by(new Reduce(kind, List.of(1), true), data);
    assertThat(kept.shape()).isEqualTo(Shape.of(3, 1, 2));
    assertThat(kept.data()).containsExactly(expected);
  }

  @ParameterizedTest
  @EnumSource
  void reductions_over_all_axes_give_a_scalar_and_over_none_the_operand(Reduce.Kind kind) {
    double expected =
        switch (kind) {
          case SUM -> 219;
          case MEAN -> 18.25;
          case MAX -> 60;
        };
    Value all = by(new Reduce(kind, List.of(0, 1, 2), false), data);
    assertThat(all.shape()).isEqualTo(Shape.SCALAR);
    assertThat(all.data()).containsExactly(expected);
    assertThat(by(new Reduce(kind, List.of(), false), data).data()).containsExactly(data.data());
  }

  @Test
  void maxima_that_tie_share_the_gradient_equally() {
    Value x = Value.floats(Shape.of(2, 3), 7, 1, 7, 2, 2, 2);
    assertThat(gradient(0, row(4, 9), new Reduce(Reduce.Kind.MAX, List.of(1), false), x).data())
        .containsExactly(2, 0, 2, 3, 3, 3);
  }

  @Test
  void softmax_and_its_logarithm_have_the_values_of_the_specifications_examples() {
    Value x = Value.floats(Shape.of(1, 3), -1, 0, 1);
    double[] p = by(new Softmax(1), x).data();
    double[] expected = {0.09003057, 0.24472847, 0.66524096};
    assertThat(p).containsExactly(expected, within(1e-8));
    double[] logs = by(new LogSoftmax(1), x).data();
    assertThat(logs)
        .containsExactly(new double[] {-2.40760596, -1.40760596, -0.40760596}, within(1e-8));
  }

  @Test
  void softmax_of_large_numbers_does_not_overflow() {
    Value x = Value.floats(Shape.of(2, 4), 0, 1, 2, 3, 10000, 10001, 10002, 10003);
    double[] row = {-3.4401897, -2.4401897, -1.4401897, -0.4401897};
    double[] logs = by(new LogSoftmax(1), x).data();
    for (int i = 0; i < 8; i++) {
      assertThat(logs[i]).isCloseTo(row[i % 4], within(1e-7));
      assertThat(by(new Softmax(1), x).data()[i]).isCloseTo(Math.exp(row[i % 4]), within(1e-7));
    }
  }

  @Test
  void softmax_runs_along_its_own_axis() {
    Value x = Value.floats(Shape.of(2, 2), 0, 5, Math.log(3), 5);
    assertThat(by(new Softmax(0), x).data())
        .containsExactly(new double[] {0.25, 0.5, 0.75, 0.5}, within(1e-15));
  }

  @Test
  void matrices_multiply() {
    assertThat(by(new MatMul(), counted(1, 2, 3), counted(1, 3, 2)).data())
        .containsExactly(22, 28, 49, 64);
  }

  @Test
  void stacks_of_matrices_broadcast() {
    // [1 2] and [3 4] times the columns (1, 2) and (3, 4).
    Value rows = counted(1, 2, 1, 1, 2);
    Value columns = counted(1, 2, 2, 1);
    Value products = by(new MatMul(), rows, columns);
    assertThat(products.shape()).isEqualTo(Shape.of(2, 2, 1, 1));
    assertThat(products.data()).containsExactly(5, 11, 11, 25);
    assertThat(by(new MatMul(), counted(1, 2, 1, 2), counted(1, 2, 1)).data())
        .containsExactly(5, 11);
  }

  @Test
  void the_gradients_of_a_matrix_product_are_products_with_the_other_factor_transposed() {
    Value a = counted(1, 1, 2);
    Value b = counted(3, 2, 2);
    Value upstream = Value.floats(Shape.of(1, 2), 1, 10);
    assertThat(gradient(0, upstream, new MatMul(), a, b).data()).containsExactly(43, 65);
    assertThat(gradient(1, upstream, new MatMul(), a, b).data()).containsExactly(1, 10, 2, 20);
  }
}
