package dev.tenon.reference;

import static dev.tenon.reference.Computed.bools;
import static dev.tenon.reference.Computed.by;
import static dev.tenon.reference.Computed.gradient;
import static dev.tenon.reference.Computed.longs;
import static dev.tenon.reference.Computed.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Cast;
import dev.tenon.graph.Compare;
import dev.tenon.graph.DataType;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Unary;
import dev.tenon.graph.Where;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementwiseTest {
  /** What each function makes of 0.5 and of a second operand, by a table or by hand. */
  private static final Map<Unary, double[][]> UNARY =
      Map.ofEntries(
          Map.entry(Unary.NEG, new double[][] {{0.5, -0.5}, {-2, 2}}),
          Map.entry(Unary.ABS, new double[][] {{0.5, 0.5}, {-2, 2}}),
          Map.entry(
              Unary.EXP, new double[][] {{0.5, 1.6487212707001282}, {-2, 0.1353352832366127}}),
          Map.entry(
              Unary.LOG, new double[][] {{0.5, -0.6931471805599453}, {10, 2.302585092994046}}),
          Map.entry(Unary.SQRT, new double[][] {{0.25, 0.5}, {2, 1.4142135623730951}}),
          Map.entry(Unary.RECIPROCAL, new double[][] {{0.5, 2}, {-4, -0.25}}),
          Map.entry(Unary.SIGN, new double[][] {{0.5, 1}, {-2, -1}, {0, 0}}),
          Map.entry(Unary.RELU, new double[][] {{0.5, 0.5}, {-2, 0}, {0, 0}}),
          Map.entry(
              Unary.SIGMOID,
              new double[][] {{0.5, 0.6224593312018546}, {-1, 0.2689414213699951}, {-800, 0}}),
          Map.entry(
              Unary.TANH, new double[][] {{0.5, 0.46211715726000974}, {-1, -0.7615941559557649}}),
          Map.entry(
              Unary.ERF,
              new double[][] {
                {0.1, 0.1124629160182849},
                {0.5, 0.5204998778130465},
                {-2, -0.9953222650189527},
                {3, 0.9999779095030014},
                {5, 0.9999999999984626},
                {-40, -1},
                {0, 0}
              }),
          Map.entry(
              Unary.SOFTPLUS,
              new double[][] {
                {0.5, 0.9740769841801067}, {-1, 0.31326168751822286}, {800, 800}, {-800, 0}
              }));

  @ParameterizedTest
  @EnumSource
  void functions_of_one_element_have_their_tabulated_values(Unary op) {
    assertThat(UNARY).containsKey(op);
    for (double[] pair : UNARY.get(op)) {
      assertThat(by(op, row(pair[0])).data()[0])
          .isCloseTo(pair[1], within(2e-15 * (1 + Math.abs(pair[1]))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void functions_of_two_elements_have_their_values(Binary op) {
    double[] expected =
        switch (op) {
          case ADD -> new double[] {5, -1, 4};
          case SUB -> new double[] {-1, -5, 0};
          case MUL -> new double[] {6, -6, 4};
          case DIV -> new double[] {2.0 / 3, -1.5, 1};
          case POW -> new double[] {8, 9, 4};
          case MAX -> new double[] {3, 2, 2};
          case MIN -> new double[] {2, -3, 2};
        };
    assertThat(by(op, row(2, -3, 2), row(3, 2, 2)).data()).containsExactly(expected);
  }

  @Test
  void integers_divide_towards_zero() {
    assertThat(by(Binary.DIV, longs(7, -7, 6), longs(2, 2, 3)).data()).containsExactly(3, -3, 2);
  }

  @Test
  void operands_broadcast_both_ways() {
    Value column = Value.floats(Shape.of(2, 1), 10, 20);
    Value sum = by(Binary.ADD, column, row(1, 2, 3));
    assertThat(sum.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(sum.data()).containsExactly(11, 12, 13, 21, 22, 23);

    Value upstream = Value.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertThat(gradient(0, upstream, Binary.ADD, column, row(1, 2, 3)).data())
        .containsExactly(6, 15);
    assertThat(gradient(1, upstream, Binary.ADD, column, row(1, 2, 3)).data())
        .containsExactly(5, 7, 9);
  }

  @Test
  void a_scalar_broadcasts_to_any_rank() {
    Value two = Value.floats(Shape.SCALAR, 2);
    assertThat(by(Binary.MUL, two, Computed.counted(0, 2, 1, 2)).data())
        .containsExactly(0, 2, 4, 6);
  }

  @ParameterizedTest
  @EnumSource
  void comparisons_give_truth_values(Compare op) {
    double[] expected =
        switch (op) {
          case EQUAL -> new double[] {0, 1, 0};
          case GREATER -> new double[] {0, 0, 1};
          case LESS -> new double[] {1, 0, 0};
        };
    Value result = by(op, row(1, 2, 3), row(2, 2, 2));
    assertThat(result.data()).containsExactly(expected);
    assertThat(result.type().dataType()).isEqualTo(DataType.BOOL);
  }

  @Test
  void where_picks_by_truth() {
    assertThat(by(new Where(), bools(1, 0, 1), row(1, 2, 3), row(7)).data())
        .containsExactly(1, 7, 3);
    assertThat(gradient(2, row(5, 6, 8), new Where(), bools(1, 0, 0), row(1, 2, 3), row(7)).data())
        .containsExactly(14);
  }

  @Test
  void casts_truncate_towards_zero_and_tell_zero_from_the_rest() {
    assertThat(by(new Cast(DataType.INT64), row(2.7, -2.7)).data()).containsExactly(2, -2);
    assertThat(by(new Cast(DataType.UINT8), row(2.7, 255.9)).data()).containsExactly(2, 255);
    assertThat(by(new Cast(DataType.BOOL), row(0, 0.1, -3)).data()).containsExactly(0, 1, 1);
    assertThat(by(new Cast(DataType.FLOAT), bools(0, 1)).data()).containsExactly(0, 1);
  }

  @Test
  void the_gradient_of_relu_is_passed_where_the_result_is_positive() {
    assertThat(by(new ReluGrad(), row(5, 6, 7), row(2, 0, 0.1)).data()).containsExactly(5, 0, 7);
  }

  @Test
  void kinks_have_the_stated_derivatives() {
    assertThat(gradient(0, row(5, 5), Unary.RELU, row(0, -0.0)).data()).containsExactly(0, 0);
    assertThat(gradient(0, row(5), Unary.ABS, row(0)).data()).containsExactly(0);
    assertThat(gradient(0, row(5), Unary.SIGN, row(1)).data()).containsExactly(0);
  }

  @Test
  void elements_that_tie_share_the_gradient_equally() {
    for (Binary op : new Binary[] {Binary.MAX, Binary.MIN}) {
      boolean max = op == Binary.MAX;
      double[] first = {2, max ? 0 : 4, max ? 6 : 0};
      double[] second = {2, max ? 4 : 0, max ? 0 : 6};
      assertThat(gradient(0, row(4, 4, 6), op, row(1, 1, 3), row(1, 2, 0)).data())
          .containsExactly(first);
      assertThat(gradient(1, row(4, 4, 6), op, row(1, 1, 3), row(1, 2, 0)).data())
          .containsExactly(second);
    }
  }
}
