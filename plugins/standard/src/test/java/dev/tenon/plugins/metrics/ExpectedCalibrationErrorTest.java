package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExpectedCalibrationErrorTest implements MetricsTest.Share {
  @Override
  public ExpectedCalibrationError extension() {
    return new ExpectedCalibrationError();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // 1 right of a confidence of 1.75 in one bin, 1 of 0.625 in another.
        Known.of(
            (0.75 + 0.375) / 3,
            outcome(0, 0.875f, 0.125f),
            outcome(1, 0.875f, 0.125f),
            outcome(0, 0.625f, 0.375f)),
        // The only output of a model is the probability of class 1.
        Known.of((0.75 + 0.375) / 3, outcome(1, 0.875f), outcome(0, 0.875f), outcome(0, 0.375f)),
        // Logits are no probabilities.
        Known.of(Double.NaN, outcome(0, 2, 0)));
  }

  @Nested
  class OneBinLaws implements MetricsTest.Share {
    @Override
    public ExpectedCalibrationError extension() {
      return new ExpectedCalibrationError(1);
    }

    @Override
    public List<Known> known() {
      return List.of(
          // 2 right of a confidence of 2.375.
          Known.of(
              0.375 / 3,
              outcome(0, 0.875f, 0.125f),
              outcome(1, 0.875f, 0.125f),
              outcome(0, 0.625f, 0.375f)));
    }
  }

  @Nested
  class TwoBinsLaws implements MetricsTest.Share {
    @Override
    public ExpectedCalibrationError extension() {
      return new ExpectedCalibrationError(2);
    }

    @Override
    public List<Known> known() {
      return List.of(
          // A confidence of one half is in the first bin.
          Known.of((0.5 + 0.25) / 2, outcome(1, 0.5f, 0.5f), outcome(0, 0.75f, 0.25f)));
    }
  }

  @Test
  void fifteen_bins_are_the_default() {
    assertThat(new ExpectedCalibrationError()).isEqualTo(new ExpectedCalibrationError(15));
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new ExpectedCalibrationError(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bins must be from 1 to 10000, got 0");
  }
}
