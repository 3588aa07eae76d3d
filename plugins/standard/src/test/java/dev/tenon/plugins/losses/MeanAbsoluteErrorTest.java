package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeanAbsoluteErrorTest implements LossContract {
  @Override
  public MeanAbsoluteError extension() {
    return new MeanAbsoluteError();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.VALUES, TargetKind.CLASSES);
  }

  @Test
  void the_sizes_of_the_differences_are_averaged_by_example() {
    assertThat(
            Costs.of(
                new MeanAbsoluteError(), rows(3, 4, 8, 12, 8, 1, 3), rows(3, 1, 9, 2, -5, -2, 6)))
        .containsExactly(new double[] {14 / 3.0, 19 / 3.0}, within(1e-12));
  }

  @Test
  void the_derivative_is_0_where_nothing_is_wrong() {
    assertThat(Costs.gradient(new MeanAbsoluteError(), rows(2, 1, 4), rows(2, 1, 3)))
        .containsExactly(new double[] {0, 0.5}, within(1e-12));
  }
}
