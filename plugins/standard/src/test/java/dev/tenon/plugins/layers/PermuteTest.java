package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermuteTest implements LayerContract {
  @Override
  public Permute extension() {
    return new Permute(3, 1, 2);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 3, 5));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Permute of 3 axes needs as many behind the batch; got FLOAT[N, 784]",
            Shape.of(Shape.BATCH, 784)));
  }

  @Nested
  class OfSequences implements LayerContract {
    @Override
    public Permute extension() {
      return new Permute(2, 1);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 2, 3));
    }
  }

  /** Height 4, width 5 and channels 3 are 1, 2 and 3, as Keras counts them. */
  @ParameterizedTest
  @CsvSource({"1, 2, 3", "2, 1, 3", "3, 1, 2", "2, 3, 1", "1, 3, 2", "3, 2, 1"})
  void axes_are_counted_from_1_with_channels_last(int height, int width, int channels) {
    int[] sizes = {0, 4, 5, 3};
    Permute layer = new Permute(height, width, channels);

    assertThat(Emitted.on(layer, DataType.FLOAT, -1, 3, 4, 5).shape())
        .isEqualTo(Shape.of(-1, sizes[channels], sizes[height], sizes[width]));
  }

  @Test
  void length_and_channels_of_a_sequence_change_places() {
    Value x = Value.floats(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);

    assertThat(Emitted.evaluation(new Permute(2, 1), x).run()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void an_order_without_an_axis_is_refused() {
    assertThatThrownBy(() -> new Permute(1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dims needs each axis from 1 on once, such as [2, 1], got [1, 3]");
    assertThatThrownBy(() -> new Permute(0, 1)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> new Permute()).hasMessageContaining("[]");
  }
}
