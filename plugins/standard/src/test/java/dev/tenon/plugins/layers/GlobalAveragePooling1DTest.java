package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GlobalAveragePooling1DTest implements SequenceContract {
  @Override
  public GlobalAveragePooling1D extension() {
    return new GlobalAveragePooling1D();
  }

  @Nested
  class Kept implements SequenceContract {
    @Override
    public GlobalAveragePooling1D extension() {
      return new GlobalAveragePooling1D(true);
    }
  }

  @Test
  void one_number_a_channel_is_left() {
    Value x = Value.floats(Shape.of(1, 2, 4), 1, 4, 3, 2, -5, -6, -7, -8);

    assertThat(Emitted.evaluation(new GlobalAveragePooling1D(), x).run())
        .containsExactly(2.5, -6.5);
    assertThat(Emitted.on(new GlobalAveragePooling1D(), DataType.FLOAT, -1, 8, 7).shape())
        .isEqualTo(Shape.of(-1, 8));
    assertThat(Emitted.on(new GlobalAveragePooling1D(true), DataType.FLOAT, -1, 8, 7).shape())
        .isEqualTo(Shape.of(-1, 8, 1));
  }
}
