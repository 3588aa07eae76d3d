package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DropoutTest implements LayerContract {
  private static final int SIZE = 20_000;
  private static final Value ONES = ones(SIZE);

  private static Value ones(int size) {
    double[] data = new double[size];
    Arrays.fill(data, 1);
    return Value.floats(Shape.of(size / 10, 10), data);
  }

  @Override
  public Dropout extension() {
    return new Dropout(0.4);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Override
  public boolean drawsAtRandom() {
    return true;
  }

  @Test
  void the_seed_is_the_experiments_by_default() {
    assertThat(new Dropout(0.3)).isEqualTo(new Dropout(0.3, OptionalLong.empty()));
    assertThat(new Dropout(0.3, 7)).isEqualTo(new Dropout(0.3, OptionalLong.of(7)));
  }

  @Test
  void training_drops_the_rate_and_enlarges_the_rest() {
    double[] y = Emitted.training(new Dropout(0.3), ONES).run();

    assertThat(Arrays.stream(y).distinct().sorted().toArray())
        .containsExactly(new double[] {0, 1 / 0.7}, within(1e-12));
    double dropped = Arrays.stream(y).filter(v -> v == 0).count() / (double) SIZE;
    // Four standard deviations of a binomial share: 4 sqrt(0.3 * 0.7 / 20000).
    assertThat(dropped).isCloseTo(0.3, within(0.013));
  }

  @Test
  void masks_differ_from_step_to_step_and_repeat_at_the_same_step() {
    Emitted layer = Emitted.training(new Dropout(0.5), ONES);
    double[] first = layer.atStep(1).run();
    double[] second = layer.atStep(2).run();

    assertThat(second).isNotEqualTo(first);
    assertThat(layer.atStep(1).run()).containsExactly(first);
  }

  @Test
  void a_seed_of_its_own_gives_other_masks() {
    double[] own = Emitted.training(new Dropout(0.5, 7), ONES).run();

    assertThat(Emitted.training(new Dropout(0.5, 7), ONES).run()).containsExactly(own);
    assertThat(Emitted.training(new Dropout(0.5, 8), ONES).run()).isNotEqualTo(own);
    assertThat(Emitted.training(new Dropout(0.5), ONES).run()).isNotEqualTo(own);
  }

  @Test
  void neighbouring_and_small_seeds_give_masks_that_drop_the_rate_from_the_first_step_on() {
    double[] before = {};
    for (long seed = 0; seed < 6; seed++) {
      double[] y = Emitted.training(new Dropout(0.3, seed), ONES).atStep(0).run();
      double dropped = Arrays.stream(y).filter(v -> v == 0).count() / (double) SIZE;

      assertThat(y).as("seed %d", seed).isNotEqualTo(before);
      assertThat(dropped).as("seed %d", seed).isCloseTo(0.3, within(0.013));
      before = y;
    }
  }

  @Test
  void evaluation_changes_nothing() {
    assertThat(Emitted.evaluation(new Dropout(0.9), ONES).run()).containsExactly(ONES.data());
  }

  @Test
  void a_rate_of_zero_changes_nothing() {
    assertThat(Emitted.training(new Dropout(0), ONES).run()).containsExactly(ONES.data());
  }

  @Test
  void impossible_rates_are_refused() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rate must be at least 0 and below 1, got " + rate);
    }
  }
}
