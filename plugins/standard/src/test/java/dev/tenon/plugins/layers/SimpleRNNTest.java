package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Orthogonal;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SimpleRNNTest {
  /** Numbers {@code [N, steps, features]}. */
  private static final Value STEPS = Emitted.random(2, 5, 3);

  private static final Value X = Sequences.inside(STEPS);

  @Test
  void values_are_those_computed_by_hand() {
    Emitted layer =
        Emitted.evaluation(
                new SimpleRNN(1).withActivation(new Linear()).withReturnSequences(true),
                Value.floats(Shape.of(1, 1, 2), 1, 2))
            .with("kernel", 0.5)
            .with("recurrent_kernel", 0.25)
            .with("bias", 0.125);

    // 0.5 + 0.125; 2 * 0.5 + 0.625 * 0.25 + 0.125.
    assertThat(layer.run()).containsExactly(0.625, 1.28125);
  }

  @Test
  void outputs_are_those_of_the_published_formulas() {
    Emitted emitted = Emitted.evaluation(new SimpleRNN(4).withReturnSequences(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, outputs[n]);
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  private static double[][] published(Emitted emitted, double[][] x) {
    return Sequences.simpleRnn(
        x, emitted.value("kernel"), emitted.value("recurrent_kernel"), emitted.value("bias"));
  }

  @Test
  void rows_of_a_reshaped_image_are_the_steps() {
    SimpleRNN rows = new SimpleRNN(4);
    Value image = Value.floats(Shape.of(2, 1, 5, 3), STEPS.data());
    double[] expected = Emitted.evaluation(rows, X).run();

    double[] actual =
        Emitted.evaluation(
                (scope, x) -> rows.apply(scope, new Reshape(5, 3).apply(scope, x)), image)
            .run();

    assertThat(actual).containsExactly(expected);
  }

  @Test
  void backwards_the_last_step_comes_first() {
    Emitted emitted =
        Emitted.evaluation(new SimpleRNN(4).withReturnSequences(true).withGoBackwards(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, Sequences.reversed(outputs[n]));
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  @Test
  void without_sequences_the_output_is_that_of_the_last_step_taken() {
    for (boolean backwards : new boolean[] {false, true}) {
      SimpleRNN layer = new SimpleRNN(4).withGoBackwards(backwards);
      double[] last = Emitted.evaluation(layer, X).run();
      double[] all = Sequences.byStep(Emitted.evaluation(layer.withReturnSequences(true), X));

      for (int i = 0; i < 8; i++) {
        assertThat(last[i]).isEqualTo(all[i / 4 * 20 + 16 + i % 4]);
      }
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new SimpleRNN(7))
        .isEqualTo(
            new SimpleRNN(
                7,
                new Tanh(),
                true,
                new GlorotUniform(),
                new Orthogonal(),
                new Zeros(),
                0,
                0,
                OptionalLong.empty(),
                false,
                false));
  }

  @Test
  void variables_have_the_shapes_of_those_of_keras() {
    assertThat(Emitted.training(new SimpleRNN(4), X).variables())
        .containsExactly("layer/kernel[3, 4]", "layer/recurrent_kernel[4, 4]", "layer/bias[4]");
    assertThat(Emitted.training(new SimpleRNN(4).withBias(false), X).variables())
        .containsExactly("layer/kernel[3, 4]", "layer/recurrent_kernel[4, 4]");
  }

  private static final int SIZE = 8;

  private static double[] identity(double scale) {
    double[] identity = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      identity[i * SIZE + i] = scale;
    }
    return identity;
  }

  /** Runs a linear layer of eight units for three steps of ones, of which some are zeros. */
  private static double[] trained(SimpleRNN layer, double recurrent, double... steps) {
    double[] data = new double[3 * SIZE];
    for (int i = 0; i < data.length; i++) {
      data[i] = steps[i / SIZE];
    }
    SimpleRNN linear = layer.withActivation(new Linear()).withReturnSequences(true);
    Value x = Sequences.inside(Value.floats(Shape.of(1, 3, SIZE), data));
    return Sequences.byStep(
        Emitted.training(linear, x)
            .with("kernel", identity(1))
            .with("recurrent_kernel", identity(recurrent))
            .with("bias", new double[SIZE]));
  }

  @Test
  void dropout_of_the_input_is_the_same_at_all_steps() {
    double[] y = trained(new SimpleRNN(SIZE).withDropout(0.5, 0), 0, 1, 1, 1);

    assertThat(y).containsOnly(0, 2).contains(0, 2);
    for (int i = 0; i < SIZE; i++) {
      assertThat(y[i]).isEqualTo(y[SIZE + i]).isEqualTo(y[2 * SIZE + i]);
    }
  }

  @Test
  void dropout_of_the_state_is_the_same_at_all_steps() {
    double[] y = trained(new SimpleRNN(SIZE).withDropout(0, 0.5), 1, 1, 0, 0);

    assertThat(y).contains(0, 2, 4);
    for (int i = 0; i < SIZE; i++) {
      assertThat(y[i]).isEqualTo(1);
      assertThat(y[SIZE + i]).isIn(0.0, 2.0);
      assertThat(y[2 * SIZE + i]).isEqualTo(2 * y[SIZE + i]);
    }
  }

  @Test
  void a_seed_of_its_own_drops_input_and_state_differently() {
    SimpleRNN seeded = new SimpleRNN(SIZE).withSeed(3);
    double[] input = trained(seeded.withDropout(0.5, 0), 0, 1, 1, 1);
    double[] state = trained(seeded.withDropout(0, 0.5), 1, 1, 0, 0);
    double[] other = trained(seeded.withSeed(4).withDropout(0.5, 0), 0, 1, 1, 1);

    assertThat(Arrays.copyOfRange(state, SIZE, 2 * SIZE)).isNotEqualTo(Arrays.copyOf(input, SIZE));
    assertThat(other).isNotEqualTo(input);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new SimpleRNN(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("units must be positive, got 0");
    assertThatThrownBy(() -> new SimpleRNN(1).withDropout(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recurrentDropout must be at least 0 and below 1, got 1.0");
  }
}
