package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Value;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers that join inputs element by element. */
class MergeTest {
  private static final Value A = Value.floats(Shape.of(1, 3), 1, -2, 3);
  private static final Value B = Value.floats(Shape.of(1, 3), 4, 5, -6);
  private static final Value C = Value.floats(Shape.of(1, 3), -7, 1, 10);

  static Stream<Merge> ofSeveral() {
    return Stream.of(new Add(), new Multiply(), new Average(), new Maximum(), new Minimum());
  }

  static Stream<Merge> all() {
    return Stream.concat(ofSeveral(), Stream.of(new Subtract()));
  }

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

  @ParameterizedTest
  @MethodSource("ofSeveral")
  void gradients_of_three_inputs_agree_with_differences(Merge layer) {
    Value wide = Value.floats(Shape.of(2, 2), 0.3, -1.5, 2, 0.7);
    Value other = Value.floats(Shape.of(2, 2), 1.1, 0.4, -0.6, -0.9);
    Value narrow = Value.floats(Shape.of(2, 1), -0.2, 1.4);

    Emitted.training(layer, wide, other, narrow).checkGradients();
  }

  @Test
  void the_gradients_of_a_difference_agree_with_differences() {
    Emitted.training(new Subtract(), Emitted.random(2, 3, 4, 5), Emitted.random(2, 3, 1, 1))
        .checkGradients();
  }

  @ParameterizedTest
  @MethodSource("all")
  void inputs_of_different_shapes_are_refused_with_both_and_a_remedy(Merge layer) {
    String name = layer.getClass().getSimpleName();
    Shape coarse = Shape.of(-1, 32, 16, 16);

    assertThatThrownBy(() -> Emitted.on(layer, Shape.of(-1, 16, 32, 32), coarse))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "layer: "
                + name
                + " needs inputs of one shape, got FLOAT[N, 16, 32, 32] and FLOAT[N, 32, 16, 16]; "
                + "bring them to one, as a Conv2D of kernel 1 does with channels and strides");
    assertThatThrownBy(() -> Emitted.on(layer, Shape.of(-1, 16), coarse))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("FLOAT[N, 16] and FLOAT[N, 32, 16, 16]");
  }

  @ParameterizedTest
  @MethodSource("all")
  void inputs_of_different_types_are_refused(Merge layer) {
    Tensor floats = Tensor.input("x", DataType.FLOAT, Shape.of(-1, 2));
    Tensor integers = Tensor.input("y", DataType.INT64, Shape.of(-1, 2));

    assertThatThrownBy(() -> layer.apply(Scope.evaluation(), List.of(floats, integers)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("FLOAT[N, 2] and INT64[N, 2]");
  }

  @ParameterizedTest
  @MethodSource("ofSeveral")
  void one_input_alone_is_refused(Merge layer) {
    assertThatThrownBy(() -> Emitted.on(layer, DataType.FLOAT, -1, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "layer: "
                + layer.getClass().getSimpleName()
                + " needs at least 2 inputs, got 1; name the layers whose outputs it joins");
  }

  @Test
  void a_difference_is_that_of_two_inputs() {
    Shape row = Shape.of(-1, 2);

    assertThatThrownBy(() -> Emitted.on(new Subtract(), row, row, row))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer: Subtract needs exactly 2 inputs, got 3");
  }
}
