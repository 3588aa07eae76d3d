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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticDepthTest implements LayerContract {
  private static final int EXAMPLES = 2000;

  @Override
  public StochasticDepth extension() {
    return new StochasticDepth(0.5);
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
    String because = "StochasticDepth needs FLOAT features [N, ...]; got ";
    return List.of(
        Refusal.of(because + "FLOAT[N]", Shape.of(Shape.BATCH)),
        Refusal.of(
            because + "INT64[N, 3]", new TensorType(DataType.INT64, Shape.of(Shape.BATCH, 3))));
  }

  private static Value ones(long... dims) {
    Shape shape = Shape.of(dims);
    double[] data = new double[(int) shape.size()];
    Arrays.fill(data, 1);
    return Value.floats(shape, data);
  }

  @Test
  void the_seed_is_the_experiments_by_default() {
    assertThat(new StochasticDepth(0.3)).isEqualTo(new StochasticDepth(0.3, OptionalLong.empty()));
    assertThat(new StochasticDepth(0.3, 7)).isEqualTo(new StochasticDepth(0.3, OptionalLong.of(7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void training_drops_whole_examples_at_the_rate_and_enlarges_the_rest(int rank) {
    long[] dims = new long[] {EXAMPLES, 3, 2, 2};
    Value x = ones(Arrays.copyOf(dims, rank));
    double[] y = Emitted.training(new StochasticDepth(0.3), x).run();
    int size = y.length / EXAMPLES;
    double[] firsts = IntStream.range(0, EXAMPLES).mapToDouble(n -> y[n * size]).toArray();

    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isEqualTo(firsts[i / size]);
    }
    assertThat(Arrays.stream(firsts).distinct().sorted().toArray())
        .containsExactly(new double[] {0, 1 / 0.7}, within(1e-12));
    double dropped = Arrays.stream(firsts).filter(v -> v == 0).count() / (double) EXAMPLES;
    // Four standard deviations of a binomial share: 4 sqrt(0.3 * 0.7 / 2000).
    assertThat(dropped).isCloseTo(0.3, within(0.041));
  }

  @Test
  void what_is_dropped_differs_from_step_to_step_and_seed_to_seed_and_can_be_drawn_again() {
    Value x = ones(EXAMPLES, 2);
    Emitted layer = Emitted.training(new StochasticDepth(0.5), x);
    double[] first = layer.atStep(1).run();
    double[] own = Emitted.training(new StochasticDepth(0.5, 7), x).run();

    assertThat(layer.atStep(2).run()).isNotEqualTo(first);
    assertThat(layer.atStep(1).run()).containsExactly(first);
    assertThat(own).isNotEqualTo(first);
    assertThat(Emitted.training(new StochasticDepth(0.5, 7), x).run()).containsExactly(own);
    assertThat(Emitted.training(new StochasticDepth(0.5, 8), x).run()).isNotEqualTo(own);
  }

  @Test
  void evaluation_and_a_rate_of_zero_change_nothing() {
    Value x = Emitted.random(4, 3);
    assertThat(Emitted.evaluation(new StochasticDepth(0.9), x).run()).containsExactly(x.data());
    assertThat(Emitted.training(new StochasticDepth(0), x).run()).containsExactly(x.data());
  }

  @Test
  void impossible_rates_are_refused() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new StochasticDepth(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rate must be at least 0 and below 1, got " + rate);
    }
  }
}
