package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaxPooling1DTest implements SequenceContract {
  private static final Value FIVE = Value.floats(Shape.of(1, 1, 5), 1, 2, 3, 4, 5);

  @Override
  public MaxPooling1D extension() {
    return new MaxPooling1D();
  }

  @Nested
  class Padded implements SequenceContract {
    @Override
    public MaxPooling1D extension() {
      return new MaxPooling1D(3).withStrides(2).withPadding(Padding.SAME);
    }
  }

  @Test
  void windows_lie_side_by_side_unless_strides_are_given() {
    assertThat(new MaxPooling1D())
        .isEqualTo(new MaxPooling1D(2, OptionalInt.empty(), Padding.VALID));
    assertThat(Emitted.evaluation(new MaxPooling1D().withStrides(1), FIVE).run())
        .containsExactly(2, 3, 4, 5);
    assertThat(Emitted.evaluation(new MaxPooling1D().withPadding(Padding.SAME), FIVE).run())
        .containsExactly(2, 4, 5);
  }

  @Test
  void padding_never_wins() {
    Value negative = Value.floats(Shape.of(1, 1, 3), -1, -2, -3);

    assertThat(Emitted.evaluation(new MaxPooling1D().withPadding(Padding.SAME), negative).run())
        .containsExactly(-1, -3);
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new MaxPooling1D(0)).hasMessage("pool must be positive, got 0");
    assertThatThrownBy(() -> new MaxPooling1D(2).withStrides(0))
        .hasMessage("strides must be positive, got 0");
  }
}
