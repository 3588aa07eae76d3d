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

class GaussianNoiseTest implements LayerContract {
  private static final int SIZE = 20_000;
  private static final Value ZEROS = Value.floats(Shape.of(SIZE / 10, 10), new double[SIZE]);

  @Override
  public GaussianNoise extension() {
    return new GaussianNoise(0.5);
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
            "GaussianNoise needs FLOAT values, got INT64[N, 3]",
            new TensorType(DataType.INT64, Shape.of(Shape.BATCH, 3))));
  }

  @Test
  void the_seed_is_the_experiments_by_default() {
    assertThat(new GaussianNoise(0.3)).isEqualTo(new GaussianNoise(0.3, OptionalLong.empty()));
    assertThat(new GaussianNoise(0.3, 7)).isEqualTo(new GaussianNoise(0.3, OptionalLong.of(7)));
  }

  @Test
  void training_adds_noise_of_that_deviation() {
    double[] noise = Emitted.training(new GaussianNoise(0.5), ZEROS).run();
    double mean = Arrays.stream(noise).average().orElseThrow();
    double variance = Arrays.stream(noise).map(z -> z * z).average().orElseThrow();

    // Five standard errors of a mean, and of a variance, which is 2 sigma^4 / n.
    assertThat(mean).isCloseTo(0, within(5 * 0.5 / Math.sqrt(SIZE)));
    assertThat(variance).isCloseTo(0.25, within(5 * 0.25 * Math.sqrt(2.0 / SIZE)));
  }

  @Test
  void what_is_added_does_not_depend_on_the_input() {
    Value x = Emitted.random(SIZE / 10, 10);
    double[] noise = Emitted.training(new GaussianNoise(2), ZEROS).run();
    double[] y = Emitted.training(new GaussianNoise(2), x).run();
    for (int i = 0; i < SIZE; i++) {
      assertThat(y[i]).isEqualTo(x.data()[i] + noise[i]);
    }
  }

  @Test
  void noise_differs_from_step_to_step_and_from_seed_to_seed_and_can_be_drawn_again() {
    Emitted layer = Emitted.training(new GaussianNoise(0.5), ZEROS);
    double[] first = layer.atStep(1).run();
    double[] own = Emitted.training(new GaussianNoise(0.5, 7), ZEROS).run();

    assertThat(layer.atStep(2).run()).isNotEqualTo(first);
    assertThat(layer.atStep(1).run()).containsExactly(first);
    assertThat(own).isNotEqualTo(first);
    assertThat(Emitted.training(new GaussianNoise(0.5, 7), ZEROS).run()).containsExactly(own);
    assertThat(Emitted.training(new GaussianNoise(0.5, 8), ZEROS).run()).isNotEqualTo(own);
  }

  @Test
  void evaluation_and_a_deviation_of_zero_change_nothing() {
    Value x = Emitted.random(2, 3);
    assertThat(Emitted.evaluation(new GaussianNoise(9), x).run()).containsExactly(x.data());
    assertThat(Emitted.training(new GaussianNoise(0), x).run()).containsExactly(x.data());
  }

  @Test
  void impossible_deviations_are_refused() {
    for (double stddev : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new GaussianNoise(stddev))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("stddev must be 0 or more and finite, got " + stddev);
    }
  }
}
