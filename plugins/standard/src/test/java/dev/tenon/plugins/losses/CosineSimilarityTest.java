package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CosineSimilarityTest implements LossContract {
  @Override
  public CosineSimilarity extension() {
    return new CosineSimilarity();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.VALUES, TargetKind.CLASSES);
  }

  @Test
  void the_example_of_keras_gives_its_losses() {
    assertThat(
            Costs.of(
                new CosineSimilarity(), rows(3, 4, 8, 12, 8, 1, 3), rows(3, 1, 9, 2, -5, -2, 6)))
        .containsExactly(
            new double[] {-100 / Math.sqrt(86.0 * 224), 24 / Math.sqrt(65.0 * 74)}, within(1e-12));
  }

  @Test
  void what_is_zero_has_no_direction() {
    assertThat(Costs.of(new CosineSimilarity(), rows(2, 0, 0, 3, 4), rows(2, 1, 2, 0, 0)))
        .containsExactly(new double[] {0, 0}, within(1e-12));
  }
}
