package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoissonTest implements LossContract {
  @Override
  public Poisson extension() {
    return new Poisson();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Test
  void the_example_of_keras_gives_its_losses() {
    assertThat(Costs.of(new Poisson(), rows(3, 1, 9, 2, 5, 2, 6), rows(3, 4, 8, 12, 8, 1, 3)))
        .containsExactly(
            new double[] {
              (12 - 8 * Math.log(9) - 12 * Math.log(2)) / 3,
              (13 - 8 * Math.log(5) - Math.log(2) - 3 * Math.log(6)) / 3
            },
            within(1e-6));
  }

  @Test
  void a_rate_of_zero_costs_no_more_than_that_of_epsilon() {
    assertThat(Costs.of(new Poisson(), rows(1, 0, 0), classes(0, 1)))
        .containsExactly(new double[] {0, -Math.log(1e-7)}, within(1e-12));
  }
}
