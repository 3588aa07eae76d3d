package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.reference.Value;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SquaredHingeTest implements LossContract {
  @Override
  public SquaredHinge extension() {
    return new SquaredHinge();
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
    Value predictions = rows(2, 0.6, 0.4, 0.4, 0.6);

    assertThat(Costs.of(new SquaredHinge(), predictions, rows(2, 0, 1, 0, 0)))
        .containsExactly(new double[] {1.46, 2.26}, within(1e-12));
  }

  @Test
  void targets_of_minus_1_are_those_of_0() {
    Value predictions = rows(2, 0.6, 0.4, 0.4, 0.6);

    assertThat(Costs.of(new SquaredHinge(), predictions, rows(2, -1, 1, -1, -1)))
        .containsExactly(new double[] {1.46, 2.26}, within(1e-12));
  }

  @Test
  void the_derivative_is_twice_what_is_missing() {
    assertThat(Costs.gradient(new SquaredHinge(), rows(2, 0.25, -1.5), classes(0)))
        .containsExactly(new double[] {-0.75, 0}, within(1e-12));
  }
}
