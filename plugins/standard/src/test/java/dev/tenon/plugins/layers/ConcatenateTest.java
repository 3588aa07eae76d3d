package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.reference.Value;
import dev.tenon.testkit.MergeContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConcatenateTest implements MergeContract {
  /** Two images of one channel, a row of two pixels. */
  private static final Value A = Value.floats(Shape.of(2, 1, 1, 2), 1, 2, 3, 4);

  private static final Value B = Value.floats(Shape.of(2, 1, 1, 2), 5, 6, 7, 8);

  @Override
  public Concatenate extension() {
    return new Concatenate();
  }

  @Override
  public List<List<Shape>> inputs() {
    Shape image = Shape.of(Shape.BATCH, 2, 3, 5);
    Shape row = Shape.of(Shape.BATCH, 4);
    return List.of(
        List.of(image, Shape.of(Shape.BATCH, 1, 3, 5)),
        List.of(row, Shape.of(Shape.BATCH, 1), Shape.of(Shape.BATCH, 7)));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Concatenate needs inputs that differ in axis -1 alone, got FLOAT[N, 8, 6, 6] and"
                + " FLOAT[N, 8, 6, 5]",
            Shape.of(Shape.BATCH, 8, 6, 6),
            Shape.of(Shape.BATCH, 8, 6, 5)),
        Refusal.of("FLOAT[N, 8]", Shape.of(Shape.BATCH, 8, 6, 6), Shape.of(Shape.BATCH, 8)),
        Refusal.of("Concatenate needs at least 2 inputs, got 1", Shape.of(Shape.BATCH, 2)));
  }

  /** Along the height, which the defaults do not join along. */
  @Nested
  class OfHeights implements MergeContract {
    @Override
    public Concatenate extension() {
      return new Concatenate(1);
    }

    @Override
    public List<List<Shape>> inputs() {
      return List.of(List.of(Shape.of(Shape.BATCH, 2, 3, 5), Shape.of(Shape.BATCH, 2, 4, 5)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void the_last_axis_of_images_is_their_channels(int axis) {
    assertThat(Emitted.evaluation(new Concatenate(axis), A, B).run())
        .containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
    assertThat(new Concatenate()).isEqualTo(new Concatenate(-1));
  }

  @Test
  void the_first_axis_behind_the_batch_is_the_height_and_the_next_the_width() {
    Value tall = Value.floats(Shape.of(1, 2, 2, 1), 1, 2, 3, 4);
    Value low = Value.floats(Shape.of(1, 2, 1, 1), 5, 6);
    Value wide = Value.floats(Shape.of(1, 2, 2, 2), 10, 11, 12, 13, 14, 15, 16, 17);

    assertThat(Emitted.evaluation(new Concatenate(1), tall, low).run())
        .containsExactly(1, 2, 5, 3, 4, 6);
    assertThat(Emitted.evaluation(new Concatenate(2), wide, tall).run())
        .containsExactly(10, 11, 1, 12, 13, 2, 14, 15, 3, 16, 17, 4);
  }

  @ParameterizedTest
  @CsvSource({"-1, 24", "3, 24", "-2, 27", "2, 27", "-3, 18", "1, 18"})
  void axes_are_counted_with_channels_last(int axis, int size) {
    Shape one = Shape.of(-1, 8, 6, 9);
    Shape joined = Emitted.on(new Concatenate(axis), one, one, one).shape();

    int own = new int[] {1, 2, 3}[size == 24 ? 0 : size == 18 ? 1 : 2];
    assertThat(joined).isEqualTo(one.with(own, size));
  }

  @Test
  void channels_of_sequences_are_joined_by_default() {
    Shape sequences = Shape.of(-1, 8, 6);

    assertThat(Emitted.on(new Concatenate(), sequences, sequences).shape())
        .isEqualTo(Shape.of(-1, 16, 6));
    assertThat(Emitted.on(new Concatenate(1), sequences, sequences).shape())
        .isEqualTo(Shape.of(-1, 8, 12));
  }

  @Test
  void features_of_rows_are_joined() {
    Value row = Value.floats(Shape.of(1, 2), 1, 2);

    assertThat(Emitted.evaluation(new Concatenate(), row, Value.floats(Shape.of(1, 1), 3)).run())
        .containsExactly(1, 2, 3);
    assertThat(Emitted.on(new Concatenate(1), Shape.of(-1, 5), Shape.of(-1, 7)).shape())
        .isEqualTo(Shape.of(-1, 12));
  }

  @Test
  void the_batch_and_axes_that_are_not_there_are_refused() {
    Shape row = Shape.of(-1, 2);

    assertThatThrownBy(() -> Emitted.on(new Concatenate(0), row, row))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer: Concatenate cannot join along axis 0, the batch");
    assertThatThrownBy(() -> Emitted.on(new Concatenate(2), row, row))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer: there is no axis 2 in [N, 2]");
  }
}
