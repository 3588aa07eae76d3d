package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AveragePooling1DTest implements SequenceContract {
  private static final Value FIVE = Value.floats(Shape.of(1, 1, 5), 1, 2, 3, 4, 5);

  @Override
  public AveragePooling1D extension() {
    return new AveragePooling1D();
  }

  @Nested
  class Padded implements SequenceContract {
    @Override
    public AveragePooling1D extension() {
      return new AveragePooling1D(3).withStrides(2).withPadding(Padding.SAME);
    }
  }

  @Test
  void windows_lie_side_by_side_unless_strides_are_given() {
    assertThat(new AveragePooling1D())
        .isEqualTo(new AveragePooling1D(2, OptionalInt.empty(), Padding.VALID));
    assertThat(Emitted.evaluation(new AveragePooling1D().withStrides(1), FIVE).run())
        .containsExactly(1.5, 2.5, 3.5, 4.5);
    assertThat(Emitted.evaluation(new AveragePooling1D().withPadding(Padding.SAME), FIVE).run())
        .containsExactly(1.5, 3.5, 5);
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new AveragePooling1D(0)).hasMessage("pool must be positive, got 0");
    assertThatThrownBy(() -> new AveragePooling1D(2).withStrides(0))
        .hasMessage("strides must be positive, got 0");
  }
}
