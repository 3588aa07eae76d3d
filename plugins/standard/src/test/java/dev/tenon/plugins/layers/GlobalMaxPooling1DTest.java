package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GlobalMaxPooling1DTest implements SequenceContract {
  @Override
  public GlobalMaxPooling1D extension() {
    return new GlobalMaxPooling1D();
  }

  @Nested
  class Kept implements SequenceContract {
    @Override
    public GlobalMaxPooling1D extension() {
      return new GlobalMaxPooling1D(true);
    }
  }

  @Test
  void one_number_a_channel_is_left() {
    Value x = Value.floats(Shape.of(1, 2, 3), 1, 4, 3, -5, -6, -7);

    assertThat(Emitted.evaluation(new GlobalMaxPooling1D(), x).run()).containsExactly(4, -5);
    assertThat(Emitted.on(new GlobalMaxPooling1D(), DataType.FLOAT, -1, 8, 7).shape())
        .isEqualTo(Shape.of(-1, 8));
    assertThat(Emitted.on(new GlobalMaxPooling1D(true), DataType.FLOAT, -1, 8, 7).shape())
        .isEqualTo(Shape.of(-1, 8, 1));
  }
}
