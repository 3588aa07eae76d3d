package dev.tenon.plugins.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.ActivationContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSoftmaxTest implements ActivationContract {
  @Override
  public LogSoftmax extension() {
    return new LogSoftmax();
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "LogSoftmax needs classes on axis 1, [N, classes, ...]; got [N]",
            Shape.of(Shape.BATCH)));
  }

  @Test
  void it_is_the_logarithm_of_the_share_of_each_class() {
    assertThat(Curve.values(new LogSoftmax(), Math.log(1), Math.log(2), Math.log(5)))
        .containsExactly(
            new double[] {Math.log(0.125), Math.log(0.25), Math.log(0.625)}, within(1e-14));
  }

  @Test
  void large_numbers_do_not_overflow() {
    assertThat(Curve.values(new LogSoftmax(), 5000, 4000)).containsExactly(0, -1000);
  }
}
