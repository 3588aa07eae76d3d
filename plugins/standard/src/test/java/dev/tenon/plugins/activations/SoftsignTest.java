package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class SoftsignTest implements ActivationContract {
  @Override
  public Softsign extension() {
    return new Softsign();
  }

  @Test
  void it_is_x_by_one_more_than_its_size() {
    assertThat(Curve.values(new Softsign(), -3, 0, 1)).containsExactly(-0.75, 0, 0.5);
  }

  @Test
  void the_derivative_is_the_square_of_that_divisor_inverted() {
    assertThat(Curve.slopes(new Softsign(), -3, 0, 1))
        .containsExactly(new double[] {0.0625, 1, 0.25}, within(1e-14));
  }
}
