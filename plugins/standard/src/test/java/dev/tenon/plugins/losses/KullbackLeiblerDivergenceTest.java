package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.activations.Softmax;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KullbackLeiblerDivergenceTest implements LossContract {
  @Override
  public KullbackLeiblerDivergence extension() {
    return new KullbackLeiblerDivergence();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.DISTRIBUTIONS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Test
  void the_example_of_keras_gives_its_losses() {
    assertThat(
            Costs.of(
                new KullbackLeiblerDivergence(),
                rows(3, 0.4, 0.9, 0.12, 0.36, 0.3, 0.4),
                rows(3, 0.5, 0.8, 0.12, 0.7, 0.43, 0.8)))
        .containsExactly(
            new double[] {
              0.5 * Math.log(0.5 / 0.4) + 0.8 * Math.log(0.8 / 0.9),
              0.7 * Math.log(0.7 / 0.36) + 0.43 * Math.log(0.43 / 0.3) + 0.8 * Math.log(0.8 / 0.4)
            },
            within(1e-12));
  }

  @Test
  void a_softmax_before_it_is_fused_and_never_overflows() {
    assertThat(
            Costs.behind(
                new Softmax()::apply,
                new KullbackLeiblerDivergence(),
                rows(2, 5000, 0),
                classes(1)))
        .containsExactly(new double[] {5000}, within(1e-5));
  }

  @Test
  void probabilities_of_1_have_a_gradient() {
    assertThat(Costs.gradient(new KullbackLeiblerDivergence(), rows(2, 1, 0), classes(0)))
        .containsExactly(new double[] {-1, 0}, within(1e-12));
  }
}
