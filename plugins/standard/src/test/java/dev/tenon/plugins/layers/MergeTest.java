package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Test;

/** The layers that join inputs element by element. */
class MergeTest {
  private static final Value A = Value.floats(Shape.of(1, 3), 1, -2, 3);
  private static final Value B = Value.floats(Shape.of(1, 3), 4, 5, -6);
  private static final Value C = Value.floats(Shape.of(1, 3), -7, 1, 10);

  @Test
  void two_inputs_give_the_values_computed_by_hand() {
    assertThat(Emitted.evaluation(new Add(), A, B).run()).containsExactly(5, 3, -3);
    assertThat(Emitted.evaluation(new Subtract(), A, B).run()).containsExactly(-3, -7, 9);
    assertThat(Emitted.evaluation(new Multiply(), A, B).run()).containsExactly(4, -10, -18);
    assertThat(Emitted.evaluation(new Average(), A, B).run()).containsExactly(2.5, 1.5, -1.5);
    assertThat(Emitted.evaluation(new Maximum(), A, B).run()).containsExactly(4, 5, 3);
    assertThat(Emitted.evaluation(new Minimum(), A, B).run()).containsExactly(1, -2, -6);
  }

  @Test
  void three_inputs_give_the_values_computed_by_hand() {
    assertThat(Emitted.evaluation(new Add(), A, B, C).run()).containsExactly(-2, 4, 7);
    assertThat(Emitted.evaluation(new Multiply(), A, B, C).run()).containsExactly(-28, -10, -180);
    assertThat(Emitted.evaluation(new Average(), A, B, C).run())
        .containsExactly(new double[] {-2 / 3.0, 4 / 3.0, 7 / 3.0}, within(1e-6));
    assertThat(Emitted.evaluation(new Maximum(), A, B, C).run()).containsExactly(4, 5, 10);
    assertThat(Emitted.evaluation(new Minimum(), A, B, C).run()).containsExactly(-7, -2, -6);
  }

  @Test
  void a_size_of_one_is_repeated() {
    Value images = Value.floats(Shape.of(1, 2, 1, 2), 1, 2, 3, 4);
    Value channels = Value.floats(Shape.of(1, 2, 1, 1), 10, 100);

    assertThat(Emitted.evaluation(new Multiply(), images, channels).run())
        .containsExactly(10, 20, 300, 400);
    assertThat(Emitted.evaluation(new Subtract(), channels, images).run())
        .containsExactly(9, 8, 97, 96);
  }
}
