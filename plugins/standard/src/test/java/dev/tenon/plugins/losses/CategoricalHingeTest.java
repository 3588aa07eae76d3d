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

class CategoricalHingeTest implements LossContract {
  @Override
  public CategoricalHinge extension() {
    return new CategoricalHinge();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.LOGITS;
  }

  @Test
  void the_example_of_keras_gives_its_published_losses() {
    assertThat(Costs.of(new CategoricalHinge(), rows(2, 0.6, 0.4, 0.4, 0.6), rows(2, 0, 1, 0, 0)))
        .containsExactly(new double[] {1.2, 1.6}, within(1e-12));
  }

  @Test
  void it_is_0_from_a_lead_of_1_on() {
    assertThat(Costs.of(new CategoricalHinge(), rows(3, 2, 3, 0.5, 2, 3.5, 2), classes(1, 1)))
        .containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(Costs.gradient(new CategoricalHinge(), rows(3, 2, 3, 0.5, 2, 3.5, 2), classes(1, 1)))
        .containsExactly(new double[] {1, -1, 0, 0, 0, 0}, within(1e-12));
  }
}
