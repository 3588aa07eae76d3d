package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 3, 4));

  @Test
  void what_changes_nothing_makes_no_node() {
    assertThat(x.cast(DataType.FLOAT)).isSameAs(x);
    assertThat(x.reshape(x.shape())).isSameAs(x);
    assertThat(x.expandLike(x)).isSameAs(x);
    assertThat(x.pad(1, 0, 0)).isSameAs(x);
    assertThat(x.reduceTo(x.shape())).isSameAs(x);
  }

  @Test
  void negative_axes_count_from_the_end() {
    assertThat(x.softmax(-1).op()).isEqualTo(new Softmax(2));
    assertThat(x.slice(-1, 0, 2).op()).isEqualTo(new Slice(2, 0, 2));
    assertThat(Tensor.concat(-1, List.of(x, x)).op()).isEqualTo(new Concat(2));
    assertThat(x.reduceSum(true, -1, 0).op())
        .isEqualTo(new Reduce(Reduce.Kind.SUM, List.of(0, 2), true));
  }

  @Test
  void a_reduction_without_axes_reduces_all() {
    assertThat(x.reduceMean(false).shape()).isEqualTo(Shape.SCALAR);
    assertThat(x.reduceMean(true).shape()).isEqualTo(Shape.of(1, 1, 1));
  }

  @Test
  void the_logarithm_of_a_softmax_does_not_overflow() {
    assertThat(x.softmax(1).log().op()).isEqualTo(new LogSoftmax(1));
    assertThat(x.softmax(1).log().inputs()).containsExactly(x);
  }

  @Test
  void numbers_take_the_type_of_the_tensor_beside_them() {
    Tensor count = Tensor.input("n", DataType.INT64, Shape.SCALAR);
    assertThat(count.add(1).dataType()).isEqualTo(DataType.INT64);
  }

  @Test
  void the_gradient_of_a_broadcast_sums_into_its_shape() {
    assertThat(x.reduceTo(Shape.of(4)).shape()).isEqualTo(Shape.of(4));
    assertThat(x.reduceTo(Shape.of(3, 1)).shape()).isEqualTo(Shape.of(3, 1));
    assertThat(x.reduceTo(Shape.SCALAR).shape()).isEqualTo(Shape.SCALAR);
  }

  @Test
  void operators_know_how_many_operands_they_take() {
    assertThatThrownBy(() -> Tensor.of(Binary.ADD)).hasMessage("Add takes 2 operands, got 0");
    assertThatThrownBy(() -> Tensor.of(Unary.EXP, x, x)).hasMessage("Exp takes 1 operands, got 2");
    assertThatThrownBy(() -> Tensor.of(new Concat(0)))
        .hasMessage("Concat takes at least one tensor");
  }

  @Test
  void a_cast_to_the_same_type_passes_its_gradient_on() {
    Tensor loss = Tensor.of(new Cast(DataType.FLOAT), x).reduceSum(false);
    Tensor gradient = Gradients.of(loss, List.of(x)).get(0);
    assertThat(gradient.inputs().get(0).inputs().get(0).op()).isEqualTo(Tensor.constant(1).op());
  }

  @Test
  void the_innermost_path_of_an_error_counts() {
    ShapeException error = new ShapeException("no");
    assertThat(error.at("a/b").at("a")).hasMessage("a/b: no");
  }
}
