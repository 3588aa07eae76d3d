package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationTest implements LayerContract {
  @Override
  public Activation extension() {
    return new Activation(new Tanh());
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Test
  void the_activation_is_applied_and_there_are_no_variables() {
    Value x = Value.floats(Shape.of(1, 3), -1, 0, 2);
    Emitted layer = Emitted.training(new Activation(new Relu()), x);

    assertThat(layer.run()).containsExactly(0, 0, 2);
    assertThat(layer.variables()).isEmpty();
  }

  @Test
  void a_missing_activation_is_refused_by_name() {
    assertThatThrownBy(() -> new Activation(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("activation");
  }
}
