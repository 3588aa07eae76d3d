package dev.tenon.reference;

import static dev.tenon.reference.Computed.by;
import static dev.tenon.reference.Computed.counted;
import static dev.tenon.reference.Computed.gradient;
import static dev.tenon.reference.Computed.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Concat;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Gather;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.OneHot;
import dev.tenon.graph.Pad;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Slice;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Transpose;
import dev.tenon.graph.Upsample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapingTest {
  private final Value grid = counted(0, 2, 3);

  @Test
  void a_constant_is_its_values() {
    TensorType type = new TensorType(DataType.INT64, Shape.of(2));
    Value value = by(new Constant(type, List.of(7.0, -1.0)));
    assertThat(value.type()).isEqualTo(type);
    assertThat(value.data()).containsExactly(7, -1);
  }

  @Test
  void a_reshape_keeps_the_order_of_elements() {
    Value flat = by(new Reshape(Shape.of(3, 2)), grid);
    assertThat(flat.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(flat.data()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void a_transpose_moves_axes() {
    assertThat(by(new Transpose(List.of(1, 0)), grid).data()).containsExactly(0, 3, 1, 4, 2, 5);
    Value rolled = by(new Transpose(List.of(2, 0, 1)), counted(0, 1, 2, 3));
    assertThat(rolled.shape()).isEqualTo(Shape.of(3, 1, 2));
    assertThat(rolled.data()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void an_expansion_repeats_and_its_gradient_sums() {
    Value column = Value.floats(Shape.of(2, 1), 1, 2);
    assertThat(by(new Expand(), column, grid).data()).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(gradient(0, grid, new Expand(), column, grid).data()).containsExactly(3, 12);
  }

  @Test
  void a_slice_takes_a_range_and_its_gradient_puts_it_back() {
    assertThat(by(new Slice(1, 1, 3), grid).data()).containsExactly(1, 2, 4, 5);
    Value upstream = Value.floats(Shape.of(2, 1), 7, 8);
    assertThat(gradient(0, upstream, new Slice(1, 1, 2), grid).data())
        .containsExactly(0, 7, 0, 0, 8, 0);
  }

  @Test
  void padding_adds_zeros_and_its_gradient_drops_them() {
    assertThat(by(new Pad(1, 1, 2), grid).data())
        .containsExactly(0, 0, 1, 2, 0, 0, 0, 3, 4, 5, 0, 0);
    assertThat(gradient(0, counted(0, 3, 3), new Pad(0, 1, 0), grid).data())
        .containsExactly(3, 4, 5, 6, 7, 8);
  }

  /** The example of the ONNX specification's Resize by nearest neighbours, of whole factors. */
  @Test
  void an_upsampling_repeats_elements_and_its_gradient_sums_them() {
    Value x = Value.floats(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
    Upsample op = new Upsample(List.of(2, 3));
    assertThat(by(op, x).data())
        .containsExactly(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4);
    assertThat(gradient(0, counted(0, 1, 1, 4, 6), op, x).data())
        .containsExactly(
            new double[] {
              0 + 1 + 2 + 6 + 7 + 8,
              3 + 4 + 5 + 9 + 10 + 11,
              12 + 13 + 14 + 18 + 19 + 20,
              15 + 16 + 17 + 21 + 22 + 23
            },
            within(1e-12));
  }

  @Test
  void a_concatenation_joins_along_its_axis() {
    Value column = Value.floats(Shape.of(2, 1), 8, 9);
    assertThat(by(new Concat(1), grid, column).data()).containsExactly(0, 1, 2, 8, 3, 4, 5, 9);
    assertThat(by(new Concat(0), grid, counted(6, 1, 3)).data())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(gradient(1, counted(0, 2, 4), new Concat(1), grid, column).data())
        .containsExactly(3, 7);
  }

  /** The two examples of the ONNX specification's Gather. */
  @Test
  void gathering_takes_slices_by_index() {
    Value data = Value.floats(Shape.of(3, 2), 1.0, 1.2, 2.3, 3.4, 4.5, 5.7);
    Value rows = by(new Gather(0), data, Value.longs(Shape.of(2, 2), 0, 1, 1, 2));
    assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(rows.data()).containsExactly(1.0, 1.2, 2.3, 3.4, 2.3, 3.4, 4.5, 5.7);

    Value wide = Value.floats(Shape.of(3, 3), 1.0, 1.2, 1.9, 2.3, 3.4, 3.9, 4.5, 5.7, 5.9);
    Value columns = by(new Gather(1), wide, Value.longs(Shape.of(1, 2), 0, 2));
    assertThat(columns.shape()).isEqualTo(Shape.of(3, 1, 2));
    assertThat(columns.data()).containsExactly(1.0, 1.9, 2.3, 3.9, 4.5, 5.9);
  }

  @Test
  void the_gradient_of_gathering_adds_up_what_was_taken_twice() {
    Value upstream = Value.floats(Shape.of(3, 2), 1, 2, 30, 40, 500, 600);
    assertThat(by(new GatherGrad(0), counted(0, 3, 2), longs(1, 0, 1), upstream).data())
        .containsExactly(30, 40, 501, 602, 0, 0);
  }

  @Test
  void an_index_outside_is_named() {
    assertThatThrownBy(() -> by(new Gather(1), grid, longs(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index 3 lies outside axis 1 of FLOAT[2, 3]");
    assertThatThrownBy(() -> by(new Gather(1), grid, longs(-1))).hasMessageContaining("index -1");
  }

  @Test
  void one_hot_writes_a_one_at_each_index_and_nothing_for_indices_outside() {
    Value hot = by(new OneHot(3), longs(2, 0, 3, -1));
    assertThat(hot.shape()).isEqualTo(Shape.of(4, 3));
    assertThat(hot.data()).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void gradients_of_slices_that_touch_overlap_or_leave_gaps_agree_with_differences() {
    Value x = Value.floats(Shape.of(2, 7), new Random(4).doubles(14, -1, 1).toArray());
    int[][] ranges = {{5, 7}, {0, 2}, {2, 5}, {1, 3}, {3, 4}, {6, 7}, {0, 2}};
    GradientCheck.check(
        "slices",
        t -> {
          Tensor sum = t.get(0).reduceSum(true, 1).square();
          for (int[] range : ranges) {
            Tensor part = t.get(0).slice(1, range[0], range[1]);
            sum = sum.add(part.mul(part.tanh()).reduceSum(true, 1).mul(sum));
          }
          return sum;
        },
        List.of(x),
        5);
  }

  @Test
  void the_batch_size_is_read_off_the_inputs() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 3 * Shape.BATCH));
    assertThat(Interpreter.run(x.batchSize(), Map.of("x", counted(0, 2, 12))).data())
        .containsExactly(4);
  }

  /** Bits worked out with integers of unlimited size, from the paper's definition. */
  @Test
  void random_numbers_are_those_of_squares() {
    RandomUniform golden = new RandomUniform(0x9e3779b97f4a7c15L);
    assertThat(bits(golden, 1)).containsExactly(7850172, 1310892, 13239273, 13988873);
    assertThat(bits(golden, 2)).containsExactly(14283213, 10591675, 4122711, 16773345);
    assertThat(bits(golden, 100_000)).containsExactly(14189150, 16237903, 16272035, 4020882);
    assertThat(bits(new RandomUniform(42), 1)).containsExactly(2351047, 4091708, 6184803, 7746832);
    assertThat(bits(new RandomUniform(-5), 7)).startsWith(11464099, 15817070, 14206959);
  }

  private static double[] bits(RandomUniform op, long step) {
    Value u = by(op, Value.longs(Shape.SCALAR, step), counted(0, 2, 2));
    return Arrays.stream(u.data()).map(d -> d * (1 << 24)).toArray();
  }

  @Test
  void random_numbers_are_spread_evenly() {
    double[] u = by(new RandomUniform(99), Value.longs(Shape.SCALAR, 3), counted(0, 10_000)).data();
    int[] bins = new int[10];
    for (double v : u) {
      bins[(int) (v * 10)]++;
    }
    // Chi-squared with 9 degrees of freedom exceeds 27.9 once in a thousand.
    double chi = 0;
    for (int bin : bins) {
      chi += (bin - 1000.0) * (bin - 1000.0) / 1000;
    }
    assertThat(chi).isLessThan(27.9);
    assertThat(Arrays.stream(u)).allMatch(v -> v >= 0 && v < 1);
  }
}
