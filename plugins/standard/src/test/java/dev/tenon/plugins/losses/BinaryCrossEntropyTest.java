package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.TargetKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest implements LossContract {
  @Override
  public BinaryCrossEntropy extension() {
    return new BinaryCrossEntropy();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.TRUTHS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 5));
  }

  @Nested
  class FromLogits implements LossContract {
    @Override
    public BinaryCrossEntropy extension() {
      return new BinaryCrossEntropy(true);
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
  class OfImages implements LossContract {
    @Override
    public BinaryCrossEntropy extension() {
      return new BinaryCrossEntropy();
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.TRUTHS);
    }

    @Override
    public PredictionKind predictions() {
      return PredictionKind.PROBABILITIES;
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 3, 4));
    }
  }

  @Test
  void the_example_of_keras_gives_its_losses() {
    Value predictions = rows(3, 0.9, 0.1, 0.2, 0.3, 0.8, 0.1);

    assertThat(Costs.of(new BinaryCrossEntropy(), predictions, classes(0, 1)))
        .containsExactly(
            new double[] {
              -(2 * Math.log(0.9) + Math.log(0.8)) / 3,
              -(Math.log(0.7) + Math.log(0.8) + Math.log(0.9)) / 3
            },
            within(1e-12));
  }

  @Test
  void the_logits_of_keras_give_their_published_losses() {
    Value logits = rows(3, 10, -10, 10, 10, 10, -10);

    assertThat(Costs.of(new BinaryCrossEntropy(true), logits, rows(3, 1, 0, 1, 0, 1, 1)))
        .containsExactly(new double[] {0, 6.666}, within(1e-3));
  }

  @Test
  void a_sigmoid_before_it_is_fused_and_never_overflows() {
    Value logits = rows(1, 5000, -5000, 5000);

    assertThat(
            Costs.behind(new Sigmoid()::apply, new BinaryCrossEntropy(), logits, classes(1, 1, 0)))
        .containsExactly(new double[] {0, 5000, 5000}, within(1e-12));
  }

  @Test
  void a_probability_of_zero_costs_no_more_than_that_of_epsilon() {
    assertThat(Costs.of(new BinaryCrossEntropy(), rows(1, 0, 1), classes(1, 1)))
        .containsExactly(new double[] {-Math.log(1e-7), -Math.log(1 - 1e-7)}, within(1e-12));
  }

  @Test
  void smoothed_labels_of_keras_give_their_published_loss() {
    assertThat(
            Costs.of(
                new BinaryCrossEntropy(true).withLabelSmoothing(0.1),
                rows(3, 10, -10, -10),
                rows(3, 1, 0, 1)))
        .containsExactly(new double[] {10.5 / 3}, within(1e-4));
  }

  @Test
  void a_share_above_1_is_refused() {
    assertThatThrownBy(() -> new BinaryCrossEntropy().withLabelSmoothing(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labelSmoothing must be from 0 to 1, got 1.5");
  }
}
