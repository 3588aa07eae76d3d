package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GlobalMaxPooling2DTest implements PoolingContract {
  @Override
  public GlobalMaxPooling2D extension() {
    return new GlobalMaxPooling2D();
  }

  @Nested
  class Kept implements PoolingContract {
    @Override
    public GlobalMaxPooling2D extension() {
      return new GlobalMaxPooling2D(true);
    }
  }

  @Test
  void one_number_a_channel_is_left() {
    Value x = Value.floats(Shape.of(1, 2, 2, 2), 1, 4, 3, 2, -5, -6, -7, -8);

    assertThat(Emitted.evaluation(new GlobalMaxPooling2D(), x).run()).containsExactly(4, -5);
    assertThat(Emitted.on(new GlobalMaxPooling2D(), DataType.FLOAT, -1, 8, 7, 5).shape())
        .isEqualTo(Shape.of(-1, 8));
    assertThat(Emitted.on(new GlobalMaxPooling2D(true), DataType.FLOAT, -1, 8, 7, 5).shape())
        .isEqualTo(Shape.of(-1, 8, 1, 1));
  }
}
