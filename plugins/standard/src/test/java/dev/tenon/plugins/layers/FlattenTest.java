package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Test;

class FlattenTest {
  @Test
  void each_example_becomes_a_row_in_order() {
    Value x = Emitted.random(2, 3, 4, 5);
    Emitted flat = Emitted.evaluation(new Flatten(), x);

    assertThat(flat.output.shape()).isEqualTo(Shape.of(Shape.BATCH, 60));
    assertThat(flat.run()).containsExactly(x.data());
  }

  @Test
  void rows_stay_and_single_numbers_become_rows() {
    assertThat(Emitted.on(new Flatten(), DataType.FLOAT, -1, 60).shape())
        .isEqualTo(Shape.of(-1, 60));
    assertThat(Emitted.on(new Flatten(), DataType.FLOAT, -1).shape()).isEqualTo(Shape.of(-1, 1));
  }

  @Test
  void gradients_agree_with_differences() {
    Emitted.training(new Flatten(), Emitted.random(2, 3, 4, 5)).checkGradients();
  }

  @Test
  void a_scalar_is_refused() {
    assertThatThrownBy(() -> Emitted.on(new Flatten(), DataType.FLOAT))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer: Flatten needs a batch [N, ...]; got FLOAT[]");
  }
}
