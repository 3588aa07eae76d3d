package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.activations.Softmax;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CategoricalFocalCrossEntropyTest implements LossContract {
  @Override
  public CategoricalFocalCrossEntropy extension() {
    return new CategoricalFocalCrossEntropy();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Nested
  class FromLogits implements LossContract {
    @Override
    public CategoricalFocalCrossEntropy extension() {
      return new CategoricalFocalCrossEntropy().withFromLogits(true);
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
    }

    @Override
    public PredictionKind predictions() {
      return PredictionKind.LOGITS;
    }
  }

  @Nested
  class OfLittleFocus implements LossContract {
    @Override
    public CategoricalFocalCrossEntropy extension() {
      return new CategoricalFocalCrossEntropy().withGamma(0.5).withFromLogits(true);
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
    }

    @Override
    public PredictionKind predictions() {
      return PredictionKind.LOGITS;
    }
  }

  @Test
  void the_logits_of_keras_give_their_published_losses() {
    Value logits = rows(3, 8, 1, 1, 0, 9, 1, 2, 3, 5);
    CategoricalFocalCrossEntropy loss = new CategoricalFocalCrossEntropy().withFromLogits(true);

    assertThat(Costs.of(loss, logits, classes(0, 1, 2)))
        .containsExactly(new double[] {1.5096224e-09, 2.4136547e-11, 1.0360638e-03}, within(1e-9));
    assertThat(
            Costs.behind(
                new Softmax()::apply, new CategoricalFocalCrossEntropy(), logits, classes(0, 1, 2)))
        .containsExactly(new double[] {1.5096224e-09, 2.4136547e-11, 1.0360638e-03}, within(1e-9));
  }

  @Test
  void probabilities_are_scaled_to_sum_to_one() {
    assertThat(
            Costs.of(
                new CategoricalFocalCrossEntropy().withAlpha(0.5).withGamma(3),
                rows(3, 0.2, 0.2, 0.4),
                classes(0)))
        .containsExactly(new double[] {-0.5 * Math.pow(0.75, 3) * Math.log(0.25)}, within(1e-12));
  }

  @Test
  void smoothed_labels_of_keras_give_their_published_loss() {
    CategoricalFocalCrossEntropy loss =
        new CategoricalFocalCrossEntropy().withFromLogits(true).withLabelSmoothing(0.1);

    assertThat(Costs.of(loss, rows(3, 4.9, -0.5, 2.05), classes(0)))
        .containsExactly(new double[] {0.06685}, within(1e-5));
  }

  @Test
  void a_negative_factor_is_refused() {
    assertThatThrownBy(() -> new CategoricalFocalCrossEntropy().withAlpha(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha must be 0 or more and finite, got -1.0");
  }
}
