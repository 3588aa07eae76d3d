package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {
  private static final int HEADS = 2;
  private static final int KEY = 3;
  private static final int VALUE = 5;
  // Numbers [N, steps, features].
  private static final Value QUERY = Emitted.random(2, 4, 6);
  private static final Value OTHERS = Emitted.random(2, 3, 2);
  private static final Value KEYS = Emitted.random(2, 3, 7);

  private static final MultiHeadAttention LAYER =
      new MultiHeadAttention(HEADS, KEY).withValueDim(VALUE);

  /** A head's projection of a step: kernels and biases are read as Keras has them. */
  private static double[] projected(Emitted emitted, String name, double[] x, int head, int size) {
    return Sequences.affine(
        x, emitted.value(name + "/kernel"), emitted.value(name + "/bias"), head * size, size);
  }

  private static double[][] published(
      Emitted emitted, double[][] query, double[][] value, double[][] key, boolean causal) {
    double[] outWeights = emitted.value("attention_output/kernel");
    double[][] result = new double[query.length][];
    for (int i = 0; i < query.length; i++) {
      double[] joined = new double[HEADS * VALUE];
      for (int head = 0; head < HEADS; head++) {
        double[] asked = projected(emitted, "query", query[i], head, KEY);
        double[] weights = new double[key.length];
        for (int j = 0; j < key.length && !(causal && j > i); j++) {
          double score = Sequences.dot(asked, projected(emitted, "key", key[j], head, KEY), 1, 0);
          weights[j] = Math.exp(score / Math.sqrt(KEY));
        }
        double sum = Arrays.stream(weights).sum();
        for (int j = 0; j < key.length; j++) {
          double[] held = projected(emitted, "value", value[j], head, VALUE);
          for (int k = 0; k < VALUE; k++) {
            joined[head * VALUE + k] += weights[j] / sum * held[k];
          }
        }
      }
      double[] bias = emitted.value("attention_output/bias");
      result[i] = Sequences.affine(joined, outWeights, bias, 0, bias.length);
    }
    return result;
  }

  private static double[] published(
      Emitted emitted, Value query, Value value, Value key, boolean causal) {
    double[][][] queries = examples(query);
    double[][][] outputs = new double[queries.length][][];
    for (int n = 0; n < queries.length; n++) {
      outputs[n] = published(emitted, queries[n], examples(value)[n], examples(key)[n], causal);
    }
    return Sequences.flat(outputs);
  }

  private static Value[] inside(Value... inputs) {
    return Stream.of(inputs).map(Sequences::inside).toArray(Value[]::new);
  }

  private static double[][][] examples(Value x) {
    return Sequences.examples(x.data(), (int) x.shape().dim(1), (int) x.shape().last());
  }

  @Test
  void one_input_attends_to_itself() {
    Emitted emitted = Emitted.evaluation(LAYER, inside(QUERY));
    assertThat(Sequences.byStep(emitted))
        .containsExactly(published(emitted, QUERY, QUERY, QUERY, false), within(1e-9));
  }

  @Test
  void two_inputs_are_query_and_value_which_is_the_key_too() {
    Emitted emitted = Emitted.evaluation(LAYER, inside(QUERY, OTHERS));
    assertThat(emitted.output.shape()).isEqualTo(Shape.of(Shape.BATCH, 6, 4));
    assertThat(Sequences.byStep(emitted))
        .containsExactly(published(emitted, QUERY, OTHERS, OTHERS, false), within(1e-9));
  }

  @Test
  void three_inputs_are_query_value_and_key() {
    Emitted emitted = Emitted.evaluation(LAYER, inside(QUERY, OTHERS, KEYS));
    assertThat(Sequences.byStep(emitted))
        .containsExactly(published(emitted, QUERY, OTHERS, KEYS, false), within(1e-9));
  }

  @Test
  void a_causal_mask_hides_later_steps() {
    Emitted itself = Emitted.evaluation(LAYER.withCausalMask(true), inside(QUERY));
    assertThat(Sequences.byStep(itself))
        .containsExactly(published(itself, QUERY, QUERY, QUERY, true), within(1e-9));
    Emitted other = Emitted.evaluation(LAYER.withCausalMask(true), inside(QUERY, OTHERS));
    assertThat(Sequences.byStep(other))
        .containsExactly(published(other, QUERY, OTHERS, OTHERS, true), within(1e-9));
  }

  @Test
  void values_are_those_computed_by_hand() {
    double[] one = {1};
    double[] none = {0};
    Emitted layer =
        Emitted.evaluation(
            new MultiHeadAttention(1, 1), Value.floats(Shape.of(1, 1, 2), Math.log(3), 0));
    for (String name : new String[] {"query", "key", "value", "attention_output"}) {
      layer.with(name + "/kernel", one).with(name + "/bias", none);
    }
    layer.with("query/kernel", 1 / Math.log(3)).with("value/bias", 1).with("value/kernel", 4);

    // The first asks by 1, and scores are log 3 and 0: shares are 3/4 and 1/4. The second asks by
    // 0.
    double most = 4 * Math.log(3) + 1;
    assertThat(layer.run())
        .containsExactly(new double[] {0.75 * most + 0.25, 0.5 * most + 0.5}, within(1e-6));
  }

  @Test
  void gradients_agree_with_differences_with_biases_too() {
    Emitted.training(LAYER.withCausalMask(true), inside(QUERY, OTHERS)).checkGradients();
  }

  @Test
  void dropped_weights_leave_the_others_enlarged() {
    MultiHeadAttention layer =
        new MultiHeadAttention(1, 1).withBias(false).withDropout(0.5).withSeed(5);
    Emitted emitted =
        Emitted.training(layer, Value.floats(Shape.of(4, 1, 2), 1, 1, 1, 1, 1, 1, 1, 1));
    for (String name : new String[] {"query", "key", "value", "attention_output"}) {
      emitted.with(name + "/kernel", 1);
    }

    // Each step has two weights of 1/2, which become 0 or 1.
    assertThat(emitted.run()).containsOnly(0, 1, 2).contains(0, 1, 2);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new MultiHeadAttention(7, 5))
        .isEqualTo(
            new MultiHeadAttention(
                7,
                5,
                OptionalInt.empty(),
                0,
                true,
                false,
                new GlorotUniform(),
                new Zeros(),
                OptionalLong.empty()));
  }

  @Test
  void variables_are_those_of_keras_as_matrices() {
    assertThat(Emitted.training(LAYER, inside(QUERY, OTHERS)).variables())
        .containsExactly(
            "layer/query/kernel[6, 6]",
            "layer/query/bias[6]",
            "layer/key/kernel[2, 6]",
            "layer/key/bias[6]",
            "layer/value/kernel[2, 10]",
            "layer/value/bias[10]",
            "layer/attention_output/kernel[10, 6]",
            "layer/attention_output/bias[6]");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new MultiHeadAttention(2, 3).withValueDim(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numHeads, keyDim and valueDim must be positive, got 2, 3 and 0");
    assertThatThrownBy(() -> new MultiHeadAttention(2, 3).withDropout(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dropout must be at least 0 and below 1, got 1.0");
  }
}
