package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogCoshTest implements LossContract {
  @Override
  public LogCosh extension() {
    return new LogCosh();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.VALUES, TargetKind.CLASSES);
  }

  @Test
  void it_is_the_logarithm_of_the_hyperbolic_cosine() {
    assertThat(Costs.of(new LogCosh(), rows(3, 4, 8, 12, 8, 1, 3), rows(3, 1, 9, 2, -5, -2, 6)))
        .containsExactly(
            new double[] {
              (Math.log(Math.cosh(3)) + Math.log(Math.cosh(1)) + Math.log(Math.cosh(10))) / 3,
              (Math.log(Math.cosh(13)) + 2 * Math.log(Math.cosh(3))) / 3
            },
            within(1e-12));
  }

  @Test
  void large_differences_do_not_overflow() {
    assertThat(Costs.of(new LogCosh(), rows(1, 5000, -5000), rows(1, 0, 0)))
        .containsExactly(new double[] {5000 - Math.log(2), 5000 - Math.log(2)}, within(1e-12));
  }
}
