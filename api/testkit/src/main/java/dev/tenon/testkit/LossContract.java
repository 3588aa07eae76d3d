package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Loss;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Loss}.
 *
 * <pre>{@code
 * class MeanSquaredErrorTest implements LossContract {
 *   @Override
 *   public MeanSquaredError extension() {
 *     return new MeanSquaredError();
 *   }
 *
 *   @Override
 *   public Set<TargetKind> targets() {
 *     return Set.of(TargetKind.VALUES);
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface LossContract extends Contract<Loss> {
  /** Returns the kinds of target that it takes; those of other types must be refused. */
  Set<TargetKind> targets();

  /** Returns what predictions are; any values by default. */
  default PredictionKind predictions() {
    return PredictionKind.VALUES;
  }

  /** Returns the shapes of predictions that it is tried with; {@code [N, 5]} by default. */
  default List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 5));
  }

  /**
   * Returns the size up to which predictions that are no probabilities, and targets that are any
   * values, must give finite results in single precision; 1e4 by default.
   */
  default double largestInput() {
    return 1e4;
  }

  /**
   * Returns which pairs of prediction and target it refuses besides, and what it says then; none by
   * default.
   */
  default List<Refusal> refusals() {
    return List.of();
  }

  /**
   * There must be one number an example, FLOAT {@code [N]}: the mean over the batch is taken
   * outside.
   *
   * @param law the law
   */
  @Test
  default void it_gives_one_number_an_example(Law law) {
    new LossTrial(this, law).requireOneNumberEach();
  }

  /**
   * The derived gradients must agree with finite differences, in double precision.
   *
   * @param law the law
   */
  @Test
  default void gradients_agree_with_finite_differences(Law law) {
    new LossTrial(this, law).requireDifferences();
  }

  /**
   * The gradient for the prediction must not be zero everywhere.
   *
   * @param law the law
   */
  @Test
  default void gradients_reach_the_prediction(Law law) {
    new LossTrial(this, law).requireReached();
  }

  /**
   * ONNX Runtime must give the values and the gradients that the reference gives, but for single
   * precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_gives_values_and_gradients_of_the_reference(Law law) {
    new LossTrial(this, law).requireAlike();
  }

  /**
   * The loss of an example must not change with other examples of the batch.
   *
   * @param law the law
   */
  @Test
  default void the_loss_of_an_example_does_not_depend_on_others(Law law) {
    new LossTrial(this, law).requireIndependentRows();
  }

  /**
   * Values and gradients must be finite for the largest and the most mistaken predictions, in
   * single precision: the first epoch has them.
   *
   * @param law the law
   */
  @Test
  default void values_and_gradients_are_finite_at_extremes(Law law) {
    new LossTrial(this, law).requireFinite();
  }

  /**
   * No prediction must cost less than the perfect one.
   *
   * @param law the law
   */
  @Test
  default void the_least_loss_is_that_of_a_perfect_prediction(Law law) {
    new LossTrial(this, law).requireLeast();
  }

  /**
   * A target of another type or shape than those that are declared must be refused by a {@link
   * dev.tenon.graph.ShapeException} that names its shape, and never be broadcast.
   *
   * @param law the law
   */
  @Test
  default void it_refuses_targets_that_do_not_fit(Law law) {
    new LossTrial(this, law).requireRefusedTargets();
  }

  /**
   * What is declared to be refused must be refused by a {@link dev.tenon.graph.ShapeException} that
   * says why.
   *
   * @param law the law
   */
  @Test
  default void it_refuses_what_it_is_declared_to_refuse(Law law) {
    new LossTrial(this, law).requireRefusals();
  }
}
