package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.ActivationContract;
import org.junit.jupiter.api.Test;

class LogSigmoidTest implements ActivationContract {
  @Override
  public LogSigmoid extension() {
    return new LogSigmoid();
  }

  @Test
  void it_has_its_tabulated_values() {
    assertThat(Curve.values(new LogSigmoid(), -1, 0, 1))
        .containsExactly(
            new double[] {-1.3132616875182228, -0.6931471805599453, -0.3132616875182228},
            within(1e-14));
  }

  @Test
  void what_is_very_negative_stays_as_it_is() {
    assertThat(Curve.values(new LogSigmoid(), -1e5)).containsExactly(-1e5);
  }

  @Test
  void the_derivative_is_what_the_sigmoid_lacks_to_1() {
    assertThat(Curve.slopes(new LogSigmoid(), 0, 2))
        .containsExactly(new double[] {0.5, 0.1192029220221176}, within(1e-14));
  }
}
