package dev.tenon.plugins.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CategoricalCrossEntropyTest {
  private static final CategoricalCrossEntropy PROBABILITIES = new CategoricalCrossEntropy();
  private static final CategoricalCrossEntropy LOGITS = new CategoricalCrossEntropy(true);

  private static final Shape TWO_BY_THREE = Shape.of(2, 3);
  private static final Value ONE_HOT = Value.floats(TWO_BY_THREE, 0, 1, 0, 0, 0, 1);
  private static final Value INDICES = Value.longs(Shape.of(2), 1, 2);

  private static Tensor input(String name, Value value) {
    return Tensor.input(name, value.type().dataType(), value.shape().with(0, Shape.BATCH));
  }

  private static double[] losses(
      CategoricalCrossEntropy loss, UnaryOperator<Tensor> last, Value prediction, Value target) {
    Tensor result = loss.apply(last.apply(input("p", prediction)), input("t", target));
    return Interpreter.run(result, Map.of("p", prediction, "t", target)).data();
  }

  @Test
  void the_example_of_keras_gives_its_published_losses() {
    Value prediction = Value.floats(TWO_BY_THREE, 0.05, 0.95, 0, 0.1, 0.8, 0.1);

    for (Value target : List.of(ONE_HOT, INDICES)) {
      assertThat(losses(PROBABILITIES, x -> x, prediction, target))
          .containsExactly(new double[] {0.0513, 2.303}, within(5e-4));
    }
  }

  @Test
  void targets_may_be_any_distribution() {
    Value prediction = Value.floats(Shape.of(1, 2), 0.25, 0.75);
    Value target = Value.floats(Shape.of(1, 2), 0.4, 0.6);

    assertThat(losses(PROBABILITIES, x -> x, prediction, target))
        .containsExactly(
            new double[] {-0.4 * Math.log(0.25) - 0.6 * Math.log(0.75)}, within(1e-12));
  }

  @Test
  void probabilities_are_scaled_to_sum_to_one() {
    Value prediction = Value.floats(TWO_BY_THREE, 0.2, 0.2, 0.4, 0.5, 1, 0.5);

    assertThat(losses(PROBABILITIES, x -> x, prediction, INDICES))
        .containsExactly(new double[] {-Math.log(0.25), -Math.log(0.25)}, within(1e-12));
  }

  @Test
  void a_probability_of_zero_costs_no_more_than_that_of_epsilon() {
    Value prediction = Value.floats(TWO_BY_THREE, 1, 0, 0, 0, 0, 1);

    assertThat(losses(PROBABILITIES, x -> x, prediction, INDICES))
        .containsExactly(new double[] {-Math.log(1e-7), -Math.log(1 - 1e-7)}, within(1e-12));
  }

  @Test
  void a_softmax_before_it_is_fused_and_never_overflows() {
    Value logits = Value.floats(TWO_BY_THREE, 5000, 0, 0, 0, 0, 5000);

    assertThat(losses(PROBABILITIES, new Softmax()::apply, logits, INDICES))
        .containsExactly(new double[] {5000, 0}, within(1e-12));
    assertThat(losses(LOGITS, x -> x, logits, INDICES))
        .containsExactly(new double[] {5000, 0}, within(1e-12));
  }

  @Test
  void the_gradient_for_logits_is_the_prediction_less_the_target() {
    Value logits = Value.floats(TWO_BY_THREE, 0.3, -1, 2, 0.1, 0.2, 0.3);
    Tensor x = input("x", logits);
    Tensor probabilities = new Softmax().apply(x);
    Tensor total = PROBABILITIES.apply(probabilities, input("t", INDICES)).reduceSum(false);
    Map<String, Value> values = Map.of("x", logits, "t", INDICES);
    double[] expected = Interpreter.run(probabilities, values).data().clone();
    Arrays.setAll(expected, i -> expected[i] - ONE_HOT.data()[i]);

    Tensor gradient = Gradients.of(total, List.of(x)).get(0);

    assertThat(Interpreter.run(gradient, values).data()).containsExactly(expected, within(1e-12));
  }

  @Test
  void smoothed_labels_are_spread_evenly_over_all_classes() {
    Value prediction = Value.floats(Shape.of(1, 3), 0.25, 0.25, 0.5);
    Value target = Value.longs(Shape.of(1), 2);

    assertThat(losses(PROBABILITIES.withLabelSmoothing(0.3), x -> x, prediction, target))
        .containsExactly(new double[] {-0.2 * Math.log(0.25) - 0.8 * Math.log(0.5)}, within(1e-12));
  }

  @Test
  void a_row_of_zeros_costs_no_more_than_epsilon() {
    Value prediction = Value.floats(Shape.of(1, 2), 0, 0);
    Value target = Value.longs(Shape.of(1), 1);

    assertThat(losses(PROBABILITIES, x -> x, prediction, target))
        .containsExactly(new double[] {-Math.log(1e-7)}, within(1e-12));
  }

  @Test
  void a_share_above_1_is_refused() {
    assertThatThrownBy(() -> PROBABILITIES.withLabelSmoothing(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labelSmoothing must be from 0 to 1, got 1.5");
  }

  @Test
  void a_target_that_does_not_fit_names_what_would() {
    Tensor prediction = Tensor.input("p", DataType.FLOAT, Shape.of(-1, 10));
    Tensor target = Tensor.input("t", DataType.FLOAT, Shape.of(-1, 9));

    assertThatThrownBy(() -> PROBABILITIES.apply(prediction, target))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "CategoricalCrossEntropy needs a target of INT64[N] or FLOAT[N, 10], got FLOAT[N, 9]");
  }
}
