package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpatialDropout2DTest implements PoolingContract {
  private static final int MAPS = 5_000;
  private static final int PIXELS = 6;
  private static final Value ONES = ones();

  private static Value ones() {
    double[] data = new double[MAPS * PIXELS];
    Arrays.fill(data, 1);
    return Value.floats(Shape.of(10, MAPS / 10, 2, 3), data);
  }

  @Override
  public SpatialDropout2D extension() {
    return new SpatialDropout2D(0.4);
  }

  @Override
  public boolean drawsAtRandom() {
    return true;
  }

  @Test
  void whole_channels_are_dropped_at_the_rate_and_the_others_enlarged() {
    double[] y = Emitted.training(new SpatialDropout2D(0.3), ONES).run();
    int dropped = 0;
    for (int map = 0; map < MAPS; map++) {
      double[] pixels = Arrays.copyOfRange(y, map * PIXELS, (map + 1) * PIXELS);
      assertThat(Arrays.stream(pixels).distinct().count()).as("channel %d", map).isEqualTo(1);
      dropped += pixels[0] == 0 ? 1 : 0;
    }

    assertThat(Arrays.stream(y).distinct().sorted().toArray())
        .containsExactly(new double[] {0, 1 / 0.7}, within(1e-12));
    // Four standard deviations of a binomial share: 4 sqrt(0.3 * 0.7 / 5000).
    assertThat(dropped / (double) MAPS).isCloseTo(0.3, within(0.026));
  }

  @Test
  void a_seed_of_its_own_gives_other_masks() {
    double[] own = Emitted.training(new SpatialDropout2D(0.5, 7), ONES).run();

    assertThat(Emitted.training(new SpatialDropout2D(0.5, 7), ONES).run()).containsExactly(own);
    assertThat(Emitted.training(new SpatialDropout2D(0.5), ONES).run()).isNotEqualTo(own);
    assertThat(new SpatialDropout2D(0.3))
        .isEqualTo(new SpatialDropout2D(0.3, OptionalLong.empty()));
  }

  @Test
  void evaluation_and_a_rate_of_zero_change_nothing() {
    assertThat(Emitted.evaluation(new SpatialDropout2D(0.9), ONES).run())
        .containsExactly(ONES.data());
    assertThat(Emitted.training(new SpatialDropout2D(0), ONES).run()).containsExactly(ONES.data());
  }

  @Test
  void impossible_rates_are_refused() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new SpatialDropout2D(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rate must be at least 0 and below 1, got " + rate);
    }
  }
}
