package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class HardSiluTest implements ActivationContract {
  @Override
  public HardSilu extension() {
    return new HardSilu();
  }

  @Test
  void it_is_x_times_its_hard_sigmoid() {
    assertThat(Curve.values(new HardSilu(), -4, -1.5, 0, 1.5, 4))
        .containsExactly(new double[] {0, -0.375, 0, 1.125, 4}, within(1e-14));
  }

  @Test
  void the_derivative_is_that_of_the_product() {
    assertThat(Curve.slopes(new HardSilu(), -3, 0, 1.5, 3, 4))
        .containsExactly(new double[] {0, 0.5, 1, 1, 1}, within(1e-14));
  }
}
