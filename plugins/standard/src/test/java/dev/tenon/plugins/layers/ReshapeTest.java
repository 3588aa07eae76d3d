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
import org.junit.jupiter.params.provider.ValueSource;

class ReshapeTest implements LayerContract {
  /** An image of height 1, width 3 and channels 2; its numbers in Keras's order are 0 to 5. */
  private static final Value IMAGE = Value.floats(Shape.of(1, 2, 1, 3), 0, 2, 4, 1, 3, 5);

  @Override
  public Reshape extension() {
    return new Reshape(2, -1, 3);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(
        Shape.of(Shape.BATCH, 30),
        Shape.of(Shape.BATCH, 4, 6),
        Shape.of(Shape.BATCH, 2, 3, 5),
        Shape.of(Shape.BATCH, 3, 2, 5));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Reshape to [2, -1, 3] does not fit the 784 numbers of an example of FLOAT[N, 784]",
            Shape.of(Shape.BATCH, 784)),
        Refusal.of("Reshape needs a batch [N, ...]; got FLOAT[]", Shape.SCALAR));
  }

  @Nested
  class ToSequences implements LayerContract {
    @Override
    public Reshape extension() {
      return new Reshape(-1, 4);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 4, 3, 5), Shape.of(Shape.BATCH, 2, 2, 5));
    }
  }

  @Nested
  class ToRows implements LayerContract {
    @Override
    public Reshape extension() {
      return new Reshape(-1);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(
          Shape.of(Shape.BATCH), Shape.of(Shape.BATCH, 2, 3), Shape.of(Shape.BATCH, 2, 3, 5));
    }
  }

  private static double[] of(Reshape layer) {
    return Emitted.evaluation(layer, IMAGE).run();
  }

  @Test
  void numbers_stay_in_the_order_of_keras() {
    assertThat(of(new Reshape(6))).containsExactly(0, 1, 2, 3, 4, 5);
    // Two places of three channels: (0, 1, 2) and (3, 4, 5).
    assertThat(of(new Reshape(2, 3))).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(of(new Reshape(3, 1, 2))).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(of(new Reshape(3, 2, 1))).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(of(new Reshape(1, 2, 3))).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void a_row_becomes_an_image_of_channels_last() {
    Value row = Value.floats(Shape.of(1, 6), 0, 1, 2, 3, 4, 5);

    assertThat(Emitted.evaluation(new Reshape(1, 3, 2), row).run()).containsExactly(IMAGE.data());
  }

  @Test
  void shapes_are_written_with_channels_last() {
    assertThat(Emitted.on(new Reshape(7, 7, 16), DataType.FLOAT, -1, 784).shape())
        .isEqualTo(Shape.of(-1, 16, 7, 7));
    assertThat(Emitted.on(new Reshape(28, -1), DataType.FLOAT, -1, 1, 28, 14).shape())
        .isEqualTo(Shape.of(-1, 14, 28));
    assertThat(Emitted.on(new Reshape(2, 3, 4, 5), DataType.FLOAT, -1, 120).shape())
        .isEqualTo(Shape.of(-1, 5, 2, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "2 -1 -1", "-2", "3 0"})
  void impossible_shapes_are_refused_with_their_values(String text) {
    int[] shape =
        text.isEmpty()
            ? new int[0]
            : java.util.Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();

    assertThatThrownBy(() -> new Reshape(shape))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "targetShape needs positive numbers, of which one may be -1 instead, got "
                + java.util.Arrays.toString(shape));
  }
}
