package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GeluTest implements ActivationContract {
  @Override
  public Gelu extension() {
    return new Gelu();
  }

  @Nested
  class Approximate implements ActivationContract {
    @Override
    public Gelu extension() {
      return new Gelu(true);
    }
  }

  @Test
  void it_is_x_times_the_tabulated_normal_distribution() {
    assertThat(Curve.values(new Gelu(), -2, 0, 0.5, 1))
        .containsExactly(
            new double[] {-0.045500263896358414, 0, 0.34573123063700655, 0.84134474606854295},
            within(1e-14));
    assertThat(Curve.slopes(new Gelu(), 0, 1))
        .containsExactly(new double[] {0.5, 1.0833154705876863}, within(1e-14));
  }

  @Test
  void the_approximation_has_its_own_values() {
    assertThat(Curve.values(new Gelu(true), -2, 0, 0.5, 1))
        .containsExactly(
            new double[] {-0.045402305912224981, 0, 0.34571400982514392, 0.8411919906082767},
            within(1e-14));
    assertThat(Curve.slopes(new Gelu(true), 0, 1))
        .containsExactly(new double[] {0.5, 1.0829640838457826}, within(1e-14));
  }
}
