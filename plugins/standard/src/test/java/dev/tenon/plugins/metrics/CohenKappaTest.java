package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.testkit.MetricContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CohenKappaTest implements MetricContract {
  @Override
  public CohenKappa extension() {
    return new CohenKappa();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of scikit-learn, of negative, neutral and positive.
        Known.of(0.6875, taken(new int[] {2, 0, 0}, new int[] {0, 1, 0}, new int[] {1, 0, 1})),
        Known.of(1, taken(new int[] {2, 0}, new int[] {0, 2})),
        Known.of(-1, taken(new int[] {0, 2}, new int[] {2, 0})),
        Known.of(0, taken(new int[] {2, 0}, new int[] {2, 0})),
        Known.of(Double.NaN, taken(new int[] {2, 0}, new int[] {0, 0})));
  }

  @Override
  public double least() {
    return -1;
  }

  @Override
  public double greatest() {
    return 1;
  }

  @Override
  public boolean mayBeUndefined() {
    return true;
  }

  @Nested
  class LinearLaws implements MetricContract {
    @Override
    public CohenKappa extension() {
      return new CohenKappa(CohenKappa.Weighting.LINEAR);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(
              1 - 2 / 4.8, taken(new int[] {2, 0, 0}, new int[] {0, 1, 0}, new int[] {1, 0, 1})));
    }

    @Override
    public double greatest() {
      return 1;
    }

    @Override
    public boolean mayBeUndefined() {
      return true;
    }
  }

  @Nested
  class QuadraticLaws implements MetricContract {
    @Override
    public CohenKappa extension() {
      return new CohenKappa(CohenKappa.Weighting.QUADRATIC);
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(0.5, taken(new int[] {2, 0, 0}, new int[] {0, 1, 0}, new int[] {1, 0, 1})));
    }

    @Override
    public double greatest() {
      return 1;
    }

    @Override
    public boolean mayBeUndefined() {
      return true;
    }
  }

  @Test
  void mistakes_count_alike_by_default() {
    assertThat(new CohenKappa()).isEqualTo(new CohenKappa(CohenKappa.Weighting.NONE));
  }
}
