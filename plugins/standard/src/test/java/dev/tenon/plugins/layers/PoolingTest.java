package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.Layer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static final Value NINE = Value.floats(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void windows_lie_side_by_side_unless_strides_are_given() {
    assertThat(new MaxPooling2D())
        .isEqualTo(new MaxPooling2D(new Size(2, 2), Optional.empty(), Padding.VALID));
    assertThat(Emitted.on(new MaxPooling2D(3), DataType.FLOAT, -1, 2, 7, 10).shape())
        .isEqualTo(Shape.of(-1, 2, 2, 3));
    assertThat(Emitted.on(new AveragePooling2D(3), DataType.FLOAT, -1, 2, 7, 10).shape())
        .isEqualTo(Shape.of(-1, 2, 2, 3));
  }

  @Test
  void valid_windows_give_the_values_computed_by_hand() {
    assertThat(Emitted.evaluation(new MaxPooling2D(2).withStrides(1), NINE).run())
        .containsExactly(5, 6, 8, 9);
    assertThat(Emitted.evaluation(new AveragePooling2D(2).withStrides(1), NINE).run())
        .containsExactly(3, 4, 6, 7);
  }

  @Test
  void same_padding_never_wins_and_is_left_out_of_means() {
    Value negative = Value.floats(Shape.of(1, 1, 3, 3), -1, -2, -3, -4, -5, -6, -7, -8, -9);
    Layer max = new MaxPooling2D(2).withPadding(Padding.SAME);
    Layer mean = new AveragePooling2D(2).withPadding(Padding.SAME);

    assertThat(Emitted.evaluation(max, negative).run()).containsExactly(-1, -3, -7, -9);
    assertThat(Emitted.evaluation(mean, NINE).run()).containsExactly(3, 4.5, 7.5, 9);
  }

  @Test
  void a_global_mean_leaves_one_number_a_channel() {
    Value x = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 10, 30);

    assertThat(Emitted.evaluation(new GlobalAveragePooling2D(), x).run())
        .containsExactly(new double[] {1.5, 20}, within(1e-12));
    assertThat(Emitted.on(new GlobalAveragePooling2D(), DataType.FLOAT, -1, 8, 7, 5).shape())
        .isEqualTo(Shape.of(-1, 8));
  }
}
