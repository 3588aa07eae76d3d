package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BinaryFocalCrossEntropyTest implements LossContract {
  @Override
  public BinaryFocalCrossEntropy extension() {
    return new BinaryFocalCrossEntropy();
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
    public BinaryFocalCrossEntropy extension() {
      return new BinaryFocalCrossEntropy().withClassBalancing(true).withFromLogits(true);
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
    public BinaryFocalCrossEntropy extension() {
      return new BinaryFocalCrossEntropy().withGamma(0.5).withFromLogits(true);
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
  void the_example_of_keras_gives_its_published_losses() {
    Value predictions = rows(2, 0.9, 0.8, 0.7, 0.2);

    assertThat(Costs.of(new BinaryFocalCrossEntropy(), predictions, classes(0, 0)))
        .containsExactly(new double[] {0.515547, 0.020513}, within(1e-6));
  }

  @Test
  void the_logits_of_keras_give_their_published_mean() {
    Value logits = rows(3, 1.5, -2.7, 2.9, -3.8, 1.2, -4.5);
    BinaryFocalCrossEntropy loss = new BinaryFocalCrossEntropy().withGamma(3).withFromLogits(true);
    double[] losses = Costs.of(loss, logits, rows(3, 1, 1, 0, 0, 1, 0));

    assertThat((losses[0] + losses[1]) / 2).isEqualTo(0.799, within(1e-3));
  }

  @Test
  void balanced_classes_count_by_alpha() {
    assertThat(
            Costs.of(
                new BinaryFocalCrossEntropy().withClassBalancing(true).withAlpha(0.75),
                rows(1, 0.5, 0.5),
                classes(1, 0)))
        .containsExactly(
            new double[] {0.75 * 0.25 * Math.log(2), 0.25 * 0.25 * Math.log(2)}, within(1e-12));
  }

  @Test
  void smoothed_labels_count_on_both_sides() {
    assertThat(
            Costs.of(
                new BinaryFocalCrossEntropy().withLabelSmoothing(0.2), rows(1, 0.75), classes(1)))
        .containsExactly(
            new double[] {-0.3 * 0.3 * (0.9 * Math.log(0.75) + 0.1 * Math.log(0.25))},
            within(1e-12));
  }

  @Test
  void a_sigmoid_before_it_is_fused_and_never_overflows() {
    Value logits = rows(1, 5000, -5000, 5000);

    assertThat(
            Costs.behind(
                new Sigmoid()::apply, new BinaryFocalCrossEntropy(), logits, classes(1, 1, 0)))
        .containsExactly(new double[] {0, 5000, 5000}, within(1e-12));
  }

  @Test
  void a_negative_focus_is_refused() {
    assertThatThrownBy(() -> new BinaryFocalCrossEntropy().withGamma(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gamma must be 0 or more and finite, got -1.0");
  }
}
