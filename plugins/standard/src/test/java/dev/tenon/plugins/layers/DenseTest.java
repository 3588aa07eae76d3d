package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeUniform;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseTest implements LayerContract {
  private static final Value ROWS = Value.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

  @Override
  public Dense extension() {
    return new Dense(4, new Tanh());
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 5), Shape.of(Shape.BATCH, 1), Shape.of(Shape.BATCH, 2, 3));
  }

  @Override
  public List<Refusal> refusals() {
    String because =
        "Dense needs FLOAT rows [N, features], which Flatten makes of images, or sequences"
            + " [N, features, steps]; got ";
    return List.of(
        Refusal.of(because + "FLOAT[N, 3, 28, 28]", Shape.of(Shape.BATCH, 3, 28, 28)),
        Refusal.of(because + "FLOAT[N]", Shape.of(Shape.BATCH)),
        Refusal.of(
            because + "UINT8[N, 5]", new TensorType(DataType.UINT8, Shape.of(Shape.BATCH, 5))));
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Dense(7))
        .isEqualTo(new Dense(7, new Linear(), true, new GlorotUniform(), new Zeros()));
  }

  @Test
  void values_are_those_computed_by_hand() {
    Emitted layer =
        Emitted.evaluation(new Dense(2, new Relu()), ROWS)
            .with("kernel", 1, -1, 0, 0, 2, 1)
            .with("bias", 0.5, -2.5);

    // 1*1 + 3*2 + 0.5 and max(-1 + 3 - 2.5, 0); 4 + 12 + 0.5 and max(-4 + 6 - 2.5, 0).
    assertThat(layer.run()).containsExactly(7.5, 0, 16.5, 0);
  }

  @Test
  void each_step_of_a_sequence_is_a_row() {
    Value sequences = Sequences.inside(Value.floats(Shape.of(1, 2, 3), ROWS.data()));
    double[] weights = {1, -1, 0, 0, 2, 1};
    Emitted steps =
        Emitted.evaluation(new Dense(2, new Tanh()), sequences)
            .with("kernel", weights)
            .with("bias", 0.5, -2.5);
    Emitted rows =
        Emitted.evaluation(new Dense(2, new Tanh()), ROWS)
            .with("kernel", weights)
            .with("bias", 0.5, -2.5);

    assertThat(steps.output.shape()).isEqualTo(Shape.of(Shape.BATCH, 2, 2));
    assertThat(Sequences.byStep(steps)).containsExactly(rows.run());
  }

  @Test
  void a_layer_without_bias_has_a_kernel_alone() {
    assertThat(Emitted.training(new Dense(5), ROWS).variables())
        .containsExactly("layer/kernel[3, 5]", "layer/bias[5]");
    assertThat(Emitted.training(new Dense(5).withBias(false), ROWS).variables())
        .containsExactly("layer/kernel[3, 5]");
  }

  @Test
  void variables_start_as_the_initializers_say() {
    Dense layer =
        new Dense(5).withKernelInitializer(new HeUniform()).withBiasInitializer(new Ones());

    assertThat(Emitted.training(layer, ROWS).scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new HeUniform(), new Ones());
  }

  @Test
  void no_units_are_refused() {
    assertThatThrownBy(() -> new Dense(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("units must be positive, got 0");
  }
}
