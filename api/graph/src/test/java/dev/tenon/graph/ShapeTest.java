package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private final Shape images = Shape.of(Shape.BATCH, 3, 28, 28);

  @Test
  void a_shape_prints_the_batch_by_its_name() {
    assertThat(images).hasToString("[N, 3, 28, 28]");
    assertThat(Shape.of(3 * Shape.BATCH, 784)).hasToString("[3N, 784]");
    assertThat(Shape.SCALAR).hasToString("[]");
  }

  @Test
  void axes_count_from_either_end() {
    assertThat(images.dim(1)).isEqualTo(images.dim(-3)).isEqualTo(3);
    assertThat(images.last()).isEqualTo(28);
    assertThat(images.axis(-4)).isZero();
    assertThatThrownBy(() -> images.dim(4)).hasMessage("there is no axis 4 in [N, 3, 28, 28]");
    assertThatThrownBy(() -> images.dim(-5)).hasMessageContaining("there is no axis -5");
  }

  @Test
  void the_size_is_the_product_and_tells_multiples_of_the_batch_by_its_sign() {
    assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
    assertThat(images.size()).isEqualTo(-3 * 28 * 28);
    assertThat(Shape.SCALAR.size()).isEqualTo(1);
  }

  @Test
  void a_size_that_no_long_can_hold_is_refused() {
    Shape huge = Shape.of(1L << 32, 1L << 32);
    assertThatThrownBy(huge::size).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void binding_replaces_the_batch() {
    assertThat(Shape.of(2, 3 * Shape.BATCH).bind(5)).isEqualTo(Shape.of(2, 15));
    assertThat(Shape.of(2, 3).bind(5)).isEqualTo(Shape.of(2, 3));
    assertThat(images.isStatic()).isFalse();
    assertThat(images.bind(1).isStatic()).isTrue();
  }

  @Test
  void zero_and_a_second_batch_dimension_are_refused() {
    assertThatThrownBy(() -> Shape.of(2, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("a dimension must not be zero, got [2, 0]");
    assertThatThrownBy(() -> Shape.of(Shape.BATCH, 2, Shape.BATCH))
        .hasMessage("only one dimension may depend on the batch size, got [N, 2, N]");
  }

  @Test
  void a_shape_does_not_share_its_array() {
    long[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.dims()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
  }

  @Test
  void shapes_broadcast_from_the_last_axis() {
    assertThat(Shape.of(2, 1, 4).broadcast(Shape.of(3, 1))).isEqualTo(Shape.of(2, 3, 4));
    assertThat(Shape.of(5).broadcast(Shape.SCALAR)).isEqualTo(Shape.of(5));
    assertThat(Shape.of(1, 3).broadcast(Shape.of(Shape.BATCH, 1)))
        .isEqualTo(Shape.of(Shape.BATCH, 3));
  }

  @Test
  void shapes_that_do_not_broadcast_are_both_named() {
    assertThatThrownBy(() -> Shape.of(2, 3).broadcast(Shape.of(2)))
        .hasMessage("shapes [2, 3] and [2] do not broadcast");
    // Whatever the batch size turns out to be, a graph cannot rely on it.
    assertThatThrownBy(() -> Shape.of(Shape.BATCH).broadcast(Shape.of(4)))
        .hasMessage("shapes [N] and [4] do not broadcast");
    assertThatThrownBy(() -> Shape.of(Shape.BATCH, 1).broadcast(Shape.of(1, Shape.BATCH)))
        .hasMessageContaining("only one dimension may depend on the batch size");
  }

  @Test
  void the_axes_of_repetition_are_those_that_broadcasting_added_or_widened() {
    assertThat(Shape.of(3, 1).axesRepeatedIn(Shape.of(Shape.BATCH, 3, 4))).containsExactly(0, 2);
    assertThat(Shape.of(1, 3).axesRepeatedIn(Shape.of(1, 3))).isEmpty();
    assertThat(Shape.SCALAR.axesRepeatedIn(Shape.of(2, 1))).containsExactly(0);
  }
}
