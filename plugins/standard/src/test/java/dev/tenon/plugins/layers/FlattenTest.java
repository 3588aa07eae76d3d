package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlattenTest implements LayerContract {
  @Override
  public Flatten extension() {
    return new Flatten();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 3, 4, 5), Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(Refusal.of("Flatten needs a batch [N, ...]; got FLOAT[]", Shape.SCALAR));
  }

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
}
