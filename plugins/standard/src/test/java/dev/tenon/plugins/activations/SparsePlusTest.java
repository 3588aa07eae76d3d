package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SparsePlusTest implements ActivationContract {
  @Override
  public SparsePlus extension() {
    return new SparsePlus();
  }

  @Test
  void it_is_a_parabola_between_0_and_x() {
    assertThat(Curve.values(new SparsePlus(), -2, -1, 0, 0.5, 1, 3))
        .containsExactly(0, 0, 0.25, 0.5625, 1, 3);
  }

  @Test
  void the_derivative_is_the_sparse_sigmoid() {
    assertThat(Curve.slopes(new SparsePlus(), -2, -1, 0, 0.5, 1, 3))
        .containsExactly(0, 0, 0.5, 0.75, 1, 1);
  }
}
