package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Loss;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Losses that are right, and losses each of which is wrong in its own way. */
class LossContractTest {

  /** Losses of rows of any values. */
  interface OfValues extends Loss {
    Tensor of(Tensor prediction, Tensor target);

    @Override
    default Tensor apply(Tensor prediction, Tensor target) {
      if (!target.type().equals(prediction.type())) {
        throw new ShapeException(
            "the target must be " + prediction.type() + ", got " + target.type());
      }
      return of(prediction, target);
    }
  }

  abstract static class OnValues implements LossContract {
    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.VALUES);
    }
  }

  record Square() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      return prediction.sub(target).square().reduceMean(false, 1);
    }
  }

  static class SquareCase extends OnValues {
    @Override
    public Loss extension() {
      return new Square();
    }
  }

  /** Takes class indices as one-hot rows. */
  record Brier() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
      TensorType classes = new TensorType(DataType.INT64, Shape.of(prediction.shape().dim(0)));
      if (!target.type().equals(classes)) {
        throw new ShapeException("no target of " + target.type() + ", please");
      }
      Tensor wanted = target.oneHot(prediction.shape().last());
      return prediction.sub(wanted).square().reduceMean(false, 1);
    }
  }

  static class BrierCase implements LossContract {
    @Override
    public Loss extension() {
      return new Brier();
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.CLASSES);
    }
  }

  /** Takes logits, and targets of three kinds. */
  record Entropy() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
      TensorType classes = new TensorType(DataType.INT64, Shape.of(prediction.shape().dim(0)));
      if (!target.type().equals(classes) && !target.type().equals(prediction.type())) {
        throw new ShapeException("no target of " + target.type() + ", please");
      }
      Tensor wanted =
          target.dataType() == DataType.INT64 ? target.oneHot(prediction.shape().last()) : target;
      return prediction.logSoftmax(1).mul(wanted).reduceSum(false, 1).neg();
    }
  }

  static class EntropyCase implements LossContract {
    @Override
    public Loss extension() {
      return new Entropy();
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.CLASSES, TargetKind.DISTRIBUTIONS);
    }

    @Override
    public PredictionKind predictions() {
      return PredictionKind.LOGITS;
    }
  }

  /** Says nothing of class indices, and takes them. */
  static class UndeclaredTargetsCase extends EntropyCase {
    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.DISTRIBUTIONS);
    }
  }

  /** The mean over the batch, which is not its business. */
  record Reduced() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      return prediction.sub(target).square().reduceMean(false);
    }
  }

  static class ReducedCase extends OnValues {
    @Override
    public Loss extension() {
      return new Reduced();
    }
  }

  /** Divides by the largest loss of the batch. */
  record Relative() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      Tensor each = prediction.sub(target).square().reduceMean(false, 1);
      return each.div(each.reduceMax(false).add(1));
    }
  }

  static class RelativeCase extends OnValues {
    @Override
    public Loss extension() {
      return new Relative();
    }
  }

  /** The logarithm of the hyperbolic cosine by its formula, which overflows. */
  record LogCosh() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      Tensor difference = prediction.sub(target);
      return difference.exp().add(difference.neg().exp()).log().reduceMean(false, 1);
    }
  }

  static class LogCoshCase extends OnValues {
    @Override
    public Loss extension() {
      return new LogCosh();
    }
  }

  /** Likes predictions to be somewhat too large. */
  record Biased() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      return prediction.sub(target).sub(1).square().reduceMean(false, 1);
    }
  }

  static class BiasedCase extends OnValues {
    @Override
    public Loss extension() {
      return new Biased();
    }
  }

  /** Lets targets broadcast. */
  record Unchecked() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
      return prediction.sub(target).square().reduceMean(false, 1);
    }
  }

  static class UncheckedCase extends OnValues {
    @Override
    public Loss extension() {
      return new Unchecked();
    }
  }

  /** Counts mistakes, which cannot be differentiated. */
  record Mistakes() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      Tensor far = prediction.sub(target).abs().greater(Tensor.constant(0.5));
      return far.cast(DataType.FLOAT).reduceMean(false, 1);
    }
  }

  static class MistakesCase extends OnValues {
    @Override
    public Loss extension() {
      return new Mistakes();
    }
  }

  /** Rounds to five digits on the way, which no gradient sees. */
  record Rounding() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      Tensor off = prediction.sub(target);
      Tensor rounded = off.mul(1e5).cast(DataType.INT64).cast(DataType.FLOAT).mul(1e-5);
      return off.square().add(rounded.square()).reduceMean(false, 1);
    }
  }

  static class RoundingCase extends OnValues {
    @Override
    public Loss extension() {
      return new Rounding();
    }
  }

  /** Cancels what single precision has no digits for, and refuses nothing but other types. */
  record Absorbing() implements OfValues {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      return prediction.sub(target).square().add(1e6).sub(1e6).reduceMean(false, 1);
    }
  }

  static class AbsorbingCase extends OnValues {
    @Override
    public Loss extension() {
      return new Absorbing();
    }
  }

  static class OtherReasonCase extends SquareCase {
    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("no", Shape.of(Shape.BATCH, 2), Shape.of(Shape.BATCH, 3)));
    }
  }

  @Test
  void right_losses_break_no_law() {
    assertThat(Verdict.of(SquareCase.class).broken()).isEmpty();
    assertThat(Verdict.of(SquareCase.class).held()).isEqualTo(12);
    assertThat(Verdict.of(EntropyCase.class).broken()).isEmpty();
    assertThat(Verdict.of(BrierCase.class).broken()).isEmpty();
  }

  @Test
  void a_mean_over_the_batch_is_found() {
    assertThat(Verdict.of(ReducedCase.class).broken().get("it gives one number an example"))
        .contains("it gives FLOAT[], not FLOAT[N]; on predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void examples_that_depend_on_others_are_found() {
    Verdict.of(RelativeCase.class)
        .breaksOnly(
            "the loss of an example does not depend on others",
            "when the others changed",
            "predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void an_overflow_is_found() {
    Verdict.of(LogCoshCase.class)
        .breaksOnly(
            "values and gradients are finite at extremes",
            "element 0 of the output is Infinity",
            "predictions FLOAT[4, 5] and targets VALUES: predictions FLOAT[4, 5][");
  }

  @Test
  void a_perfect_prediction_that_is_not_the_best_is_found() {
    Verdict.of(BiasedCase.class)
        .breaksOnly(
            "the least loss is that of a perfect prediction",
            "costs 1.0 where the prediction is perfect, and ",
            "predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void a_target_that_is_broadcast_is_found() {
    Verdict.of(UncheckedCase.class)
        .breaksOnly(
            "it refuses targets that do not fit",
            "it made FLOAT[N] of them",
            "predictions FLOAT[N, 5] and targets FLOAT[N, 1]");
  }

  @Test
  void a_kind_of_target_that_is_not_declared_is_found() {
    Verdict.of(UndeclaredTargetsCase.class)
        .breaksOnly(
            "it refuses targets that do not fit",
            "it made FLOAT[N] of them",
            "predictions FLOAT[N, 5] and targets INT64[N]");
  }

  @Test
  void a_loss_without_a_gradient_is_found() {
    Verdict.of(MistakesCase.class)
        .breaksOnly(
            "gradients reach the prediction",
            "the gradient for prediction is zero everywhere, although the output depends on it",
            "predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void a_dependency_that_the_gradient_does_not_see_is_found() {
    Verdict.of(RoundingCase.class)
        .breaksOnly(
            "gradients agree with finite differences",
            "the gradient for input ",
            "predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void what_single_precision_does_not_bear_is_found() {
    Verdict.of(AbsorbingCase.class)
        .breaksOnly(
            "onnx runtime gives values and gradients of the reference",
            " of the loss is ",
            "predictions FLOAT[4, 5] and targets VALUES");
  }

  @Test
  void a_refusal_for_another_reason_is_found() {
    Verdict.of(OtherReasonCase.class)
        .breaksOnly(
            "it refuses what it is declared to refuse",
            "it says \"the target must be FLOAT[N, 2], got FLOAT[N, 3]\", and must say \"no\"",
            "[FLOAT[N, 2], FLOAT[N, 3]]");
  }
}
