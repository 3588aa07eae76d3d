package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HuberTest implements LossContract {
  @Override
  public Huber extension() {
    return new Huber();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.VALUES, TargetKind.CLASSES);
  }

  @Test
  void the_example_of_keras_gives_its_losses() {
    assertThat(
            Costs.of(new Huber(), rows(3, 0.9, 0.2, 0.2, 0.8, 0.4, 0.6), rows(3, 1, 0, 1, 1, 0, 0)))
        .containsExactly(
            new double[] {(0.005 + 0.02 + 0.32) / 3, (0.02 + 0.08 + 0.18) / 3}, within(1e-12));
  }

  @Test
  void large_differences_count_along_a_line() {
    assertThat(Costs.of(new Huber(0.5), rows(2, 3, -1), rows(2, 1, -1.5)))
        .containsExactly(new double[] {(0.5 * 2 - 0.125 + 0.125) / 2}, within(1e-12));
    assertThat(Costs.gradient(new Huber(0.5), rows(3, 3, 1.5, -7), rows(3, 1, 1.25, -3)))
        .containsExactly(new double[] {0.5 / 3, 0.25 / 3, -0.5 / 3}, within(1e-12));
  }

  @Test
  void a_delta_that_is_not_positive_is_refused() {
    assertThatThrownBy(() -> new Huber(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delta must be positive and finite, got 0.0");
  }
}
