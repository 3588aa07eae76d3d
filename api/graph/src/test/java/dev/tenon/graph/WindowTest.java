package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void the_output_has_as_many_positions_as_fit() {
    Window window = Window.of(3, 2).withStrides(2, 3).withPads(List.of(1, 0), List.of(0, 2));
    assertThat(window.output(Shape.of(Shape.BATCH, 3, 8, 9), 5))
        .isEqualTo(Shape.of(Shape.BATCH, 5, 4, 4));
  }

  @Test
  void a_dilated_kernel_spans_more() {
    Window window = Window.of(3).withDilations(4);
    assertThat(window.extent(0)).isEqualTo(9);
    assertThat(window.output(Shape.of(1, 1, 9), 1)).isEqualTo(Shape.of(1, 1, 1));
    assertThatThrownBy(() -> window.output(Shape.of(1, 1, 8), 1))
        .hasMessage("a kernel of [3] does not fit into [1, 1, 8] with padding [0] and [0]");
  }

  /** TensorFlow's documentation: ceil(in / stride) outputs, the odd element of padding behind. */
  @Test
  void same_padding_is_that_of_tensorflow() {
    Window even = Window.of(2, 3).withStrides(1, 2).padSame(Shape.of(1, 1, 5, 6));
    assertThat(even.padsBefore()).containsExactly(0, 0);
    assertThat(even.padsAfter()).containsExactly(1, 1);
    assertThat(even.output(Shape.of(1, 1, 5, 6), 1)).isEqualTo(Shape.of(1, 1, 5, 3));
    Window wide = Window.of(5).padSame(Shape.of(1, 1, 3));
    assertThat(wide.padsBefore()).containsExactly(2);
    assertThat(wide.padsAfter()).containsExactly(2);
    Window sparse = Window.of(1).withStrides(3).padSame(Shape.of(1, 1, 7));
    assertThat(sparse.padsAfter()).containsExactly(0);
  }

  @Test
  void unusable_numbers_are_refused() {
    assertThatThrownBy(() -> Window.of(3, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("kernel must be 2 numbers of at least 1, got [3, 0]");
    assertThatThrownBy(() -> Window.of(3, 3).withStrides(1))
        .hasMessage("strides must be 2 numbers of at least 1, got [1]");
    assertThatThrownBy(() -> Window.of(3).withDilations(0)).hasMessageStartingWith("dilations");
    assertThatThrownBy(() -> Window.of(3).withPads(List.of(-1), List.of(0)))
        .hasMessage("pads must be 1 numbers of at least 0, got [-1]");
  }

  @Test
  void an_input_of_another_rank_is_named() {
    assertThatThrownBy(() -> Window.of(3, 3).output(Shape.of(1, 1, 9), 1))
        .hasMessage("a window over 2 axes needs an input of rank 4, got [1, 1, 9]");
  }
}
