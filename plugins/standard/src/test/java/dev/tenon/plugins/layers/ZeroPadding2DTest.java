package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ZeroPadding2DTest implements PoolingContract {
  private static final Value PAIR = Value.floats(Shape.of(1, 1, 1, 2), 1, 2);

  @Override
  public ZeroPadding2D extension() {
    return new ZeroPadding2D(new Margins(1, 0, 2, 3));
  }

  @Nested
  class Around implements PoolingContract {
    @Override
    public ZeroPadding2D extension() {
      return new ZeroPadding2D();
    }
  }

  @Test
  void rows_and_columns_of_zeros_lie_where_they_are_said_to() {
    assertThat(new ZeroPadding2D()).isEqualTo(new ZeroPadding2D(new Margins(1, 1, 1, 1)));
    assertThat(Emitted.evaluation(new ZeroPadding2D(), PAIR).run())
        .containsExactly(0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0);
    assertThat(Emitted.evaluation(new ZeroPadding2D(new Margins(1, 0, 2, 0)), PAIR).run())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
  }

  @Test
  void negative_margins_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Margins(1, 0, -2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margins must not be negative, got 1, 0, -2, 0");
  }
}
