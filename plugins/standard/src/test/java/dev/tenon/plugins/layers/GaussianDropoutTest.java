package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GaussianDropoutTest implements LayerContract {
  private static final int SIZE = 20_000;

  @Override
  public GaussianDropout extension() {
    return new GaussianDropout(0.4);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Override
  public boolean drawsAtRandom() {
    return true;
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "GaussianDropout needs FLOAT values, got INT64[N, 3]",
            new TensorType(DataType.INT64, Shape.of(Shape.BATCH, 3))));
  }

  private static Value filled(double value) {
    double[] data = new double[SIZE];
    Arrays.fill(data, value);
    return Value.floats(Shape.of(SIZE / 10, 10), data);
  }

  @Test
  void the_seed_is_the_experiments_by_default() {
    assertThat(new GaussianDropout(0.3)).isEqualTo(new GaussianDropout(0.3, OptionalLong.empty()));
    assertThat(new GaussianDropout(0.3, 7)).isEqualTo(new GaussianDropout(0.3, OptionalLong.of(7)));
  }

  @Test
  void factors_have_mean_1_and_the_variance_of_dropout() {
    double[] factors = Emitted.training(new GaussianDropout(0.2), filled(1)).run();
    double mean = Arrays.stream(factors).average().orElseThrow();
    double variance =
        Arrays.stream(factors).map(factor -> (factor - 1) * (factor - 1)).average().orElseThrow();

    // Dropout's factor is 0 or 1 / 0.8: its variance is 0.8 / 0.64 - 1 = 0.25.
    assertThat(mean).isCloseTo(1, within(5 * 0.5 / Math.sqrt(SIZE)));
    assertThat(variance).isCloseTo(0.25, within(5 * 0.25 * Math.sqrt(2.0 / SIZE)));
  }

  @Test
  void noise_multiplies() {
    double[] factors = Emitted.training(new GaussianDropout(0.5), filled(1)).run();
    double[] doubled = Emitted.training(new GaussianDropout(0.5), filled(-2)).run();

    assertThat(doubled).containsExactly(Arrays.stream(factors).map(f -> -2 * f).toArray());
  }

  @Test
  void noise_differs_from_step_to_step_and_from_seed_to_seed_and_can_be_drawn_again() {
    Value ones = filled(1);
    Emitted layer = Emitted.training(new GaussianDropout(0.5), ones);
    double[] first = layer.atStep(1).run();
    double[] own = Emitted.training(new GaussianDropout(0.5, 7), ones).run();

    assertThat(layer.atStep(2).run()).isNotEqualTo(first);
    assertThat(layer.atStep(1).run()).containsExactly(first);
    assertThat(own).isNotEqualTo(first);
    assertThat(Emitted.training(new GaussianDropout(0.5, 7), ones).run()).containsExactly(own);
    assertThat(Emitted.training(new GaussianDropout(0.5, 8), ones).run()).isNotEqualTo(own);
  }

  @Test
  void evaluation_and_a_rate_of_zero_change_nothing() {
    Value x = Emitted.random(2, 3);
    assertThat(Emitted.evaluation(new GaussianDropout(0.9), x).run()).containsExactly(x.data());
    assertThat(Emitted.training(new GaussianDropout(0), x).run()).containsExactly(x.data());
  }

  @Test
  void impossible_rates_are_refused() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new GaussianDropout(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rate must be at least 0 and below 1, got " + rate);
    }
  }
}
