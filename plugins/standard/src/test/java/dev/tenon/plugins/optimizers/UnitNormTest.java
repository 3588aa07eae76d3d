package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitNormTest implements BoundContract {
  @Override
  public UnitNorm extension() {
    return new UnitNorm(new Adam(), ".");
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
  void norms_become_one() {
    UnitNorm optimizer = new UnitNorm(new Sgd(), "w");
    assertThat(projected(optimizer, Shape.of(2, 2), 3, 0.06, 4, 0.08))
        .containsExactly(new double[] {0.6, 0.6, 0.8, 0.8}, within(1e-6));
    assertThat(
            projected(
                new UnitNorm(new Sgd(), List.of("w"), List.of(0, 1)), Shape.of(2, 2), 1, 1, 1, -1))
        .containsExactly(new double[] {0.5, 0.5, 0.5, -0.5}, within(1e-12));
    assertThat(projected(optimizer, Shape.of(2), 0, 0)).containsExactly(0, 0);
  }

  @Test
  void an_expression_that_is_found_nowhere_is_refused() {
    assertThatThrownBy(() -> projected(new UnitNorm(new Sgd(), "kernel"), Shape.of(1), 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("paths has 'kernel', which is found in the path of no parameter");
  }

  private static double[] projected(UnitNorm optimizer, Shape shape, double... start) {
    Descent descent = new Descent(optimizer, Map.of("w", Value.floats(shape, start)));
    return descent.step(0.1, new double[start.length]);
  }
}
