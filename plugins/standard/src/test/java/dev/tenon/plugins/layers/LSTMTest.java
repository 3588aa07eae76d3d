package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Op;
import dev.tenon.graph.Pad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Orthogonal;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Variable;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LSTMTest {
  /** Numbers {@code [N, steps, features]}. */
  private static final Value STEPS = Emitted.random(2, 5, 3);

  private static final Value X = Sequences.inside(STEPS);

  @Test
  void values_are_those_computed_by_hand() {
    LSTM linear = new LSTM(1).withActivations(new Linear(), new Linear());
    Emitted layer =
        Emitted.evaluation(linear.withReturnSequences(true), Value.floats(Shape.of(1, 1, 2), 1, 0))
            .with("kernel", 1, 2, 3, 4)
            .with("recurrent_kernel", 0, 1, 0, 2)
            .with("bias", 0, 0, 0, 0);

    // i, f, c, o = 1, 2, 3, 4: the cell is 1 * 3. Then 0, 12, 0, 24: the cell is 12 * 3 + 0.
    assertThat(layer.run()).containsExactly(4 * 3, 24 * 36);
  }

  @Test
  void outputs_are_those_of_the_published_formulas() {
    Emitted emitted = Emitted.evaluation(new LSTM(4).withReturnSequences(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, outputs[n]);
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  private static double[][] published(Emitted emitted, double[][] x) {
    return Sequences.lstm(
        x, emitted.value("kernel"), emitted.value("recurrent_kernel"), emitted.value("bias"));
  }

  @Test
  void backwards_the_last_step_comes_first() {
    Emitted emitted =
        Emitted.evaluation(new LSTM(4).withReturnSequences(true).withGoBackwards(true), X);
    double[][][] outputs = Sequences.examples(STEPS.data(), 5, 3);
    for (int n = 0; n < 2; n++) {
      outputs[n] = published(emitted, Sequences.reversed(outputs[n]));
    }

    assertThat(Sequences.byStep(emitted)).containsExactly(Sequences.flat(outputs), within(1e-9));
  }

  @Test
  void without_sequences_the_output_is_that_of_the_last_step_taken() {
    for (boolean backwards : new boolean[] {false, true}) {
      LSTM layer = new LSTM(4).withGoBackwards(backwards);
      double[] last = Emitted.evaluation(layer, X).run();
      double[] all = Sequences.byStep(Emitted.evaluation(layer.withReturnSequences(true), X));

      for (int i = 0; i < 8; i++) {
        assertThat(last[i]).isEqualTo(all[i / 4 * 20 + 16 + i % 4]);
      }
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new LSTM(7))
        .isEqualTo(
            new LSTM(
                7,
                new Tanh(),
                new Sigmoid(),
                true,
                new GlorotUniform(),
                new Orthogonal(),
                new Zeros(),
                true,
                0,
                0,
                OptionalLong.empty(),
                false,
                false));
  }

  private static float[] firstBias(LSTM layer) {
    Variable bias = Emitted.training(layer, X).scope.variables().get(2);
    return bias.initializer().values(bias.tensor().shape(), Seeds.random(1));
  }

  @Test
  void the_bias_of_the_forget_gate_begins_as_one() {
    LSTM halves = new LSTM(2).withInitializers(new Zeros(), new Zeros(), new Constant(0.5));
    assertThat(firstBias(new LSTM(2))).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    assertThat(firstBias(halves)).containsExactly(0.5f, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(firstBias(halves.withUnitForgetBias(false))).containsOnly(0.5f);
  }

  @Test
  void variables_have_the_shapes_of_those_of_keras() {
    assertThat(Emitted.training(new LSTM(4), X).variables())
        .containsExactly("layer/kernel[3, 16]", "layer/recurrent_kernel[4, 16]", "layer/bias[16]");
    assertThat(Emitted.training(new LSTM(4).withBias(false), X).variables())
        .containsExactly("layer/kernel[3, 16]", "layer/recurrent_kernel[4, 16]");
  }

  @Test
  void dropout_of_the_state_touches_nothing_but_the_product_with_the_recurrent_kernel() {
    LSTM layer = new LSTM(4).withReturnSequences(true);
    double[] zeros = new double[64];
    Emitted dropped = Emitted.training(layer.withDropout(0, 0.5), X);
    Emitted whole = Emitted.evaluation(layer, X);

    assertThat(dropped.run()).isNotEqualTo(whole.run());
    assertThat(dropped.with("recurrent_kernel", zeros).run())
        .containsExactly(whole.with("recurrent_kernel", zeros).run());
  }

  private static List<Op> ofTraining(int steps) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 28, steps));
    Scope scope = Scope.training(1, Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Tensor loss = new LSTM(64).apply(scope, x).square().reduceSum(false);
    List<Tensor> weights = scope.variables().stream().map(Variable::tensor).toList();
    return Graph.inOrder(Gradients.of(loss, weights)).stream().map(Tensor::op).toList();
  }

  private static long count(List<Op> ops, Class<? extends Op> kind) {
    return ops.stream().filter(kind::isInstance).count();
  }

  @Test
  void a_training_graph_grows_by_few_operators_a_step() {
    List<Op> few = ofTraining(28);
    List<Op> many = ofTraining(56);

    assertThat((many.size() - few.size()) / 28).isLessThanOrEqualTo(64);
    // One product of all inputs and 27 of states; then one for the kernel and two for each state.
    assertThat(count(few, MatMul.class)).isEqualTo(1 + 27 + 1 + 2 * 27);
    // Two in the first step, which has no use for the forget gate between the others.
    assertThat(count(many, Pad.class)).isEqualTo(count(few, Pad.class)).isLessThanOrEqualTo(2);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new LSTM(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("units must be positive, got 0");
    assertThatThrownBy(() -> new LSTM(1).withDropout(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recurrentDropout must be at least 0 and below 1, got 1.0");
  }
}
