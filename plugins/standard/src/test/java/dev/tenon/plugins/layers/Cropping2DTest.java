package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Cropping2DTest implements PoolingContract {
  @Override
  public Cropping2D extension() {
    return new Cropping2D(new Margins(1, 0, 2, 3));
  }

  @Nested
  class Nothing implements PoolingContract {
    @Override
    public Cropping2D extension() {
      return new Cropping2D();
    }
  }

  @Test
  void rows_and_columns_are_cut_off_where_they_are_said_to() {
    Value nine = Value.floats(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);

    assertThat(new Cropping2D()).isEqualTo(new Cropping2D(new Margins(0, 0, 0, 0)));
    assertThat(Emitted.evaluation(new Cropping2D(1), nine).run()).containsExactly(5);
    assertThat(Emitted.evaluation(new Cropping2D(new Margins(0, 1, 2, 0)), nine).run())
        .containsExactly(3, 6);
  }

  /** The example of Keras's documentation: 28 x 28 x 3 becomes 24 x 20 x 3. */
  @Test
  void sizes_are_those_of_keras() {
    Cropping2D layer = new Cropping2D(new Margins(2, 2, 4, 4));

    assertThat(Emitted.on(layer, DataType.FLOAT, -1, 3, 28, 28).shape())
        .isEqualTo(Shape.of(-1, 3, 24, 20));
  }

  @Test
  void an_image_of_which_nothing_is_left_is_refused() {
    assertThatThrownBy(() -> Emitted.on(new Cropping2D(2), DataType.FLOAT, -1, 3, 4, 9))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Cropping2D by Margins[top=2, bottom=2, left=2, right=2] leaves")
        .hasMessageContaining("FLOAT[N, 3, 4, 9]");
  }
}
