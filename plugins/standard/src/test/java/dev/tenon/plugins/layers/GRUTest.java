package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Orthogonal;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GRUTest {
  /** Numbers {@code [N, steps, features]}. */
  private static final Value STEPS = Emitted.random(2, 5, 3);

  private static final Value X = Sequences.inside(STEPS);

  private static Emitted linear(boolean resetAfter) {
    GRU linear = new GRU(1).withActivations(new Linear(), new Linear());
    return Emitted.evaluation(
            linear.withResetAfter(resetAfter).withReturnSequences(true),
            Value.floats(Shape.of(1, 1, 2), 1, 0))
        .with("kernel", 0.5, 2, 1)
        .with("recurrent_kernel", 0.125, 1, 4);
  }

  @Test
  void values_are_those_computed_by_hand() {
    Emitted layer = linear(true).with("bias", 0, 0, 0, 0, 0, 3);

    // z, r, c = 0.5, 2, 1 + 2 * 3: h is 0.5 * 7. Then 0.4375, 3.5, 3.5 * (14 + 3).
    assertThat(layer.run()).containsExactly(3.5, 0.4375 * 3.5 + 0.5625 * 59.5);
  }

  @Test
  void a_reset_before_the_product_gives_the_values_computed_by_hand() {
    Emitted layer = linear(false).with("bias", 0, 0, 0);

    // z, r, c = 0.5, 2, 1: h is 0.5 * 1. Then 0.0625, 0.5, 0.5 * 0.5 * 4.
    assertThat(layer.run()).containsExactly(0.5, 0.0625 * 0.5 + 0.9375);
  }

  @Test
  void outputs_are_those_of_the_published_formulas() {
    Emitted emitted = Emitted.evaluation(new GRU(4).withReturnSequences(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, outputs[n]);
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  private static double[][] published(Emitted emitted, double[][] x) {
    return Sequences.gru(
        x, emitted.value("kernel"), emitted.value("recurrent_kernel"), emitted.value("bias"), true);
  }

  @Test
  void a_reset_before_the_product_is_that_of_the_published_formulas() {
    GRU layer = new GRU(4).withReturnSequences(true).withResetAfter(false);
    Emitted emitted = Emitted.evaluation(layer, X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] =
          Sequences.gru(
              outputs[n],
              emitted.value("kernel"),
              emitted.value("recurrent_kernel"),
              emitted.value("bias"),
              false);
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  @Test
  void backwards_the_last_step_comes_first() {
    Emitted emitted =
        Emitted.evaluation(new GRU(4).withReturnSequences(true).withGoBackwards(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, Sequences.reversed(outputs[n]));
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  @Test
  void without_sequences_the_output_is_that_of_the_last_step_taken() {
    for (boolean backwards : new boolean[] {false, true}) {
      GRU layer = new GRU(4).withGoBackwards(backwards);
      double[] last = Emitted.evaluation(layer, X).run();
      double[] all = Sequences.byStep(Emitted.evaluation(layer.withReturnSequences(true), X));

      for (int i = 0; i < 8; i++) {
        assertThat(last[i]).isEqualTo(all[i / 4 * 20 + 16 + i % 4]);
      }
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new GRU(7))
        .isEqualTo(
            new GRU(
                7,
                new Tanh(),
                new Sigmoid(),
                true,
                new GlorotUniform(),
                new Orthogonal(),
                new Zeros(),
                0,
                0,
                OptionalLong.empty(),
                false,
                false,
                true));
  }

  @Test
  void variables_have_the_shapes_of_those_of_keras() {
    assertThat(Emitted.training(new GRU(4), X).variables())
        .containsExactly(
            "layer/kernel[3, 12]", "layer/recurrent_kernel[4, 12]", "layer/bias[2, 12]");
    assertThat(Emitted.training(new GRU(4).withResetAfter(false), X).variables())
        .containsExactly("layer/kernel[3, 12]", "layer/recurrent_kernel[4, 12]", "layer/bias[12]");
  }

  @Test
  void dropout_of_the_state_touches_nothing_but_the_product_with_the_recurrent_kernel() {
    GRU layer = new GRU(4).withReturnSequences(true);
    double[] zeros = new double[48];
    Emitted dropped = Emitted.training(layer.withDropout(0, 0.5), X);
    Emitted whole = Emitted.evaluation(layer, X);

    assertThat(dropped.run()).isNotEqualTo(whole.run());
    assertThat(dropped.with("recurrent_kernel", zeros).run())
        .containsExactly(whole.with("recurrent_kernel", zeros).run());
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new GRU(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("units must be positive, got 0");
    assertThatThrownBy(() -> new GRU(1).withDropout(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recurrentDropout must be at least 0 and below 1, got 1.0");
  }
}
