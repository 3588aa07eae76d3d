package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PReluTest implements LayerContract {
  private static final Shape IMAGES = Shape.of(Shape.BATCH, 3, 5, 4);

  @Override
  public PRelu extension() {
    return new PRelu();
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 2, 3), IMAGES);
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of("PRelu needs FLOAT features [N, ...]; got FLOAT[N]", Shape.of(Shape.BATCH)));
  }

  @Nested
  class Shared implements LayerContract {
    @Override
    public PRelu extension() {
      return new PRelu().withAlphaInitializer(new Constant(0.25)).withSharedAxes(1, -2);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("leave axis -2, the batch, out", Shape.of(Shape.BATCH, 7)));
    }
  }

  private static Shape alpha(PRelu layer, Shape input) {
    Scope scope = Scope.evaluation();
    layer.apply(scope, Tensor.input("x", DataType.FLOAT, input));
    return scope.variables().get(0).tensor().shape();
  }

  @Test
  void what_is_negative_is_multiplied_by_the_alpha_of_its_place() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 3));
    Tensor y = new PRelu().apply(Scope.evaluation(), x);
    Map<String, Value> values =
        Map.of(
            "x", Value.floats(Shape.of(2, 3), -4, -4, 4, 2, -2, -8),
            "alpha", Value.floats(Shape.of(3), 0.25, -0.5, 2));

    assertThat(Interpreter.run(y, values).data()).containsExactly(-1, 2, 4, 2, 1, -16);
  }

  @Test
  void the_derivatives_are_0_at_0_as_in_keras() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1, 3));
    Scope scope = Scope.evaluation();
    Tensor y = new PRelu().apply(scope, x).reduceSum(false);
    Tensor alpha = scope.variables().get(0).tensor();
    List<Tensor> gradients = Gradients.of(y, List.of(x, alpha));
    Map<String, Value> values =
        Map.of(
            "x", Value.floats(Shape.of(1, 3), -4, 0, 4),
            "alpha", Value.floats(Shape.of(3), 0.25, 0.25, 0.25));

    assertThat(Interpreter.run(gradients.get(0), values).data())
        .containsExactly(new double[] {0.25, 0, 1}, within(0.0));
    assertThat(Interpreter.run(gradients.get(1), values).data())
        .containsExactly(new double[] {-4, 0, 0}, within(0.0));
  }

  @Test
  void the_batch_cannot_be_named_as_a_shared_axis() {
    assertThatThrownBy(() -> alpha(new PRelu().withSharedAxes(0), IMAGES))
        .isInstanceOf(ShapeException.class)
        .hasMessage("PRelu takes each example by itself; leave axis 0, the batch, out");
  }

  @Test
  void axes_are_counted_with_channels_last() {
    assertThat(alpha(new PRelu(), IMAGES)).isEqualTo(Shape.of(3, 5, 4));
    assertThat(alpha(new PRelu().withSharedAxes(1, 2), IMAGES)).isEqualTo(Shape.of(3, 1, 1));
    assertThat(alpha(new PRelu().withSharedAxes(1), IMAGES)).isEqualTo(Shape.of(3, 1, 4));
    assertThat(alpha(new PRelu().withSharedAxes(2), IMAGES)).isEqualTo(Shape.of(3, 5, 1));
    assertThat(alpha(new PRelu().withSharedAxes(3), IMAGES)).isEqualTo(Shape.of(1, 5, 4));
    assertThat(alpha(new PRelu().withSharedAxes(-1), IMAGES)).isEqualTo(Shape.of(1, 5, 4));
    Shape sequences = Shape.of(Shape.BATCH, 2, 3);
    assertThat(alpha(new PRelu().withSharedAxes(1), sequences)).isEqualTo(Shape.of(2, 1));
    assertThat(alpha(new PRelu().withSharedAxes(-1), sequences)).isEqualTo(Shape.of(1, 3));
  }
}
