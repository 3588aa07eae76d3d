package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Layer;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Activation}.
 *
 * <pre>{@code
 * class SwishTest implements ActivationContract {
 *   @Override
 *   public Swish extension() {
 *     return new Swish();
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface ActivationContract extends Contract<Activation> {
  /** Returns the shapes that it is tried with, {@code [N, ...]}; rows and images by default. */
  default List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 7), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  /**
   * Returns the size up to which inputs must give finite values and gradients, in single precision;
   * 1e6 by default.
   */
  default double largestInput() {
    return 1e6;
  }

  /** Returns which inputs the activation refuses, and what it says then; none by default. */
  default List<Refusal> refusals() {
    return List.of();
  }

  /**
   * The output must have the input's type, as inferred and as computed on both backends.
   *
   * @param law the law
   */
  @Test
  default void the_type_is_kept(Law law) {
    new LayerTypes(asLayer(), law).requireInferredTypes();
    new LayerTypes(asLayer(), law).requireKeptTypes();
  }

  /**
   * The derived gradient must agree with finite differences, in double precision.
   *
   * @param law the law
   */
  @Test
  default void gradients_agree_with_finite_differences(Law law) {
    new LayerTrial(asLayer(), law).requireDifferences();
  }

  /**
   * The gradient must not be zero everywhere, or nothing before the activation could be trained.
   *
   * @param law the law
   */
  @Test
  default void gradients_reach_the_input(Law law) {
    new LayerTrial(asLayer(), law).requireReached(true);
  }

  /**
   * ONNX Runtime must give the values that the reference gives, but for single precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_gives_the_values_of_the_reference(Law law) {
    new LayerTrial(asLayer(), law).requireValuesAlike();
  }

  /**
   * ONNX Runtime must give the gradients that the reference gives, but for single precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_gives_the_gradients_of_the_reference(Law law) {
    new LayerTrial(asLayer(), law).requireGradientsAlike();
  }

  /**
   * Values and gradients must be finite for inputs as large as {@link #largestInput()} of either
   * sign, and for 0, or one overflow would spoil a run.
   *
   * @param law the law
   */
  @Test
  default void values_and_gradients_are_finite_at_extremes(Law law) {
    new LayerTrial(asLayer(), law).requireFinite(largestInput());
  }

  /**
   * Emitted once more, the activation must compute the same.
   *
   * @param law the law
   */
  @Test
  default void it_computes_the_same_whenever_it_is_emitted(Law law) {
    new LayerTrial(asLayer(), law).requireSameValues();
  }

  /**
   * A row of the output must not change with other rows of the batch.
   *
   * @param law the law
   */
  @Test
  default void rows_of_a_batch_do_not_touch_one_another(Law law) {
    new LayerTrial(asLayer(), law).requireIndependentRows();
  }

  /**
   * What is declared to be refused must be refused by a {@link dev.tenon.graph.ShapeException} that
   * says why.
   *
   * @param law the law
   */
  @Test
  default void it_refuses_what_it_is_declared_to_refuse(Law law) {
    new LayerTypes(asLayer(), law).requireRefusals();
  }

  /**
   * Inputs of any rank and type must be taken, or refused by a {@link
   * dev.tenon.graph.ShapeException}.
   *
   * @param law the law
   */
  @Test
  default void it_takes_or_refuses_inputs_of_every_rank_and_type(Law law) {
    new LayerTypes(asLayer(), law).requireTakenOrRefused();
  }

  /** This contract, as that of a layer that does nothing else. */
  private LayerContract asLayer() {
    ActivationContract contract = this;
    return new LayerContract() {
      @Override
      public Layer extension() {
        Activation activation = contract.extension();
        return (scope, x) -> activation.apply(x);
      }

      @Override
      public List<Shape> inputs() {
        return contract.inputs();
      }

      @Override
      public List<Refusal> refusals() {
        return contract.refusals();
      }
    };
  }
}
