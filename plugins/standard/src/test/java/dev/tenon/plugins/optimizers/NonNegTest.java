package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NonNegTest implements BoundContract {
  @Override
  public NonNeg extension() {
    return new NonNeg(new Adam(), ".");
  }

  @Override
  public boolean decaysParameters() {
    return true;
  }

  @Override
  public boolean followsTheRate() {
    return false;
  }

  @Test
  void negative_weights_become_zero() {
    assertThat(projected(new NonNeg(new Sgd(), "w"), Shape.of(3), -1, 0.5, 2))
        .containsExactly(0, 0.5, 2);
    assertThat(new Descent(new NonNeg(new Sgd(), "w"), 0.5).step(0.1, 9)).containsExactly(0);
  }

  @Test
  void an_expression_that_is_found_nowhere_is_refused() {
    assertThatThrownBy(() -> projected(new NonNeg(new Sgd(), "kernel"), Shape.of(1), 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("paths has 'kernel', which is found in the path of no parameter");
  }

  private static double[] projected(NonNeg optimizer, Shape shape, double... start) {
    Descent descent = new Descent(optimizer, Map.of("w", Value.floats(shape, start)));
    return descent.step(0.1, new double[start.length]);
  }
}
