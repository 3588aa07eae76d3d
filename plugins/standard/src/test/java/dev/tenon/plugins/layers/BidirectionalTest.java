package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.layers.Bidirectional.MergeMode;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BidirectionalTest implements LayerContract {
  /** Numbers {@code [N, steps, features]}. */
  private static final Value STEPS = Emitted.random(2, 5, 3);

  private static final Value X = Sequences.inside(STEPS);

  @Override
  public Bidirectional extension() {
    return new Bidirectional(new LSTM(2));
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 3));
  }

  @Nested
  class OfSequences implements LayerContract {
    @Override
    public Bidirectional extension() {
      GRU layer = new GRU(2).withReturnSequences(true).withGoBackwards(true).withDropout(0.25, 0);
      return new Bidirectional(layer, MergeMode.MUL);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 4, 3));
    }

    @Override
    public boolean drawsAtRandom() {
      return true;
    }
  }

  private static double[][] way(Emitted emitted, String name, double[][] x) {
    return Sequences.simpleRnn(
        x,
        emitted.value(name + "/kernel"),
        emitted.value(name + "/recurrent_kernel"),
        emitted.value(name + "/bias"));
  }

  /** Both ways' outputs {@code [N, steps, units]}, each in the order of the input. */
  private static List<double[][][]> published(Emitted emitted) {
    double[][][] forward = Sequences.examples(STEPS.data(), 5, 3);
    double[][][] backward = forward.clone();
    for (int n = 0; n < 2; n++) {
      backward[n] = Sequences.reversed(way(emitted, "backward", Sequences.reversed(backward[n])));
      forward[n] = way(emitted, "forward", forward[n]);
    }
    return List.of(forward, backward);
  }

  @Test
  void outputs_of_one_step_are_put_one_behind_the_other() {
    SimpleRNN layer = new SimpleRNN(2).withReturnSequences(true);
    Emitted emitted = Emitted.evaluation(new Bidirectional(layer), X);
    List<double[][][]> ways = published(emitted);
    double[][][] both = Sequences.examples(new double[2 * 5 * 4], 5, 4);
    for (int n = 0; n < 2; n++) {
      for (int t = 0; t < 5; t++) {
        both[n][t] = Arrays.copyOf(ways.get(0)[n][t], 4);
        System.arraycopy(ways.get(1)[n][t], 0, both[n][t], 2, 2);
      }
    }

    assertThat(emitted.output.shape()).isEqualTo(Shape.of(Shape.BATCH, 4, 5));
    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(both), within(1e-9));
  }

  private static void requireMerged(MergeMode mode, DoubleBinaryOperator operator) {
    Emitted emitted = Emitted.evaluation(new Bidirectional(new SimpleRNN(2), mode), X);
    List<double[][][]> ways = published(emitted);
    double[] merged = new double[4];
    for (int i = 0; i < 4; i++) {
      double last = ways.get(0)[i / 2][4][i % 2];
      double first = ways.get(1)[i / 2][0][i % 2];
      merged[i] = operator.applyAsDouble(last, first);
    }
    assertThat(emitted.run()).containsExactly(merged, within(1e-9));
  }

  @Test
  void last_outputs_are_those_of_the_last_and_of_the_first_step() {
    requireMerged(MergeMode.SUM, Double::sum);
    requireMerged(MergeMode.MUL, (a, b) -> a * b);
    requireMerged(MergeMode.AVE, (a, b) -> (a + b) / 2);
  }

  @Test
  void each_way_has_weights_of_its_own() {
    assertThat(Emitted.training(new Bidirectional(new GRU(4)), X).variables())
        .containsExactly(
            "layer/forward/kernel[3, 12]",
            "layer/forward/recurrent_kernel[4, 12]",
            "layer/forward/bias[2, 12]",
            "layer/backward/kernel[3, 12]",
            "layer/backward/recurrent_kernel[4, 12]",
            "layer/backward/bias[2, 12]");
  }

  @Test
  void a_layer_without_direction_is_refused() {
    assertThatThrownBy(() -> new Bidirectional(new Flatten()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer must be a SimpleRNN, LSTM or GRU, got Flatten[]");
  }
}
