package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import dev.tenon.spi.Layer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What is expected of layers, be it of one input ({@link LayerContract}) or of several ({@link
 * MergeContract}).
 *
 * <p>Each law is checked on every element of {@link #calls()}, in training and in evaluation where
 * both make sense. What a layer declares here to do otherwise than most is held against it, too: a
 * layer that is declared to mix rows and does not breaks the law as one that does so undeclared.
 *
 * @param <L> the kind of layer
 */
@API(status = EXPERIMENTAL)
public interface LayerLaws<L extends Layer> extends Contract<L> {
  /** Returns the shapes of the inputs of each call, {@code [N, ...]}. */
  List<List<Shape>> calls();

  /** Returns the type of the inputs' elements; FLOAT by default. */
  default DataType inputType() {
    return DataType.FLOAT;
  }

  /**
   * Draws the value of an input; override it for a layer that takes others than any. By default
   * floats lie between -1 and 1, none alike and none 0, integers from 0 to 3.
   *
   * @param type the input's type, of a static shape
   * @param random what to draw from
   * @return the value
   */
  default Value draw(TensorType type, RandomGenerator random) {
    return Draws.spread(type, random);
  }

  /**
   * Tells whether the output's gradients for inputs and parameters exist almost everywhere; true by
   * default.
   */
  default boolean isDifferentiable() {
    return true;
  }

  /** Tells whether in evaluation a row depends on others of its batch; false by default. */
  default boolean mixesRows() {
    return false;
  }

  /** Tells whether training draws random numbers; false by default. */
  default boolean drawsAtRandom() {
    return false;
  }

  /** Tells whether training updates state, such as moving statistics; false by default. */
  default boolean updatesState() {
    return false;
  }

  /** Returns which inputs the layer refuses, and what it says then; none by default. */
  default List<Refusal> refusals() {
    return List.of();
  }

  /**
   * The output must have a row for each example, and the shape that was inferred for it must be the
   * one that comes out, at several batch sizes, on both backends, in training as in evaluation.
   *
   * @param law the law
   */
  @Test
  default void the_output_is_a_batch_of_the_inferred_type(Law law) {
    new LayerTypes(this, law).requireInferredTypes();
  }

  /**
   * The derived gradients for inputs and parameters must agree with finite differences, in double
   * precision.
   *
   * @param law the law
   */
  @Test
  default void gradients_agree_with_finite_differences(Law law) {
    assumeDifferentiable();
    new LayerTrial(this, law).requireDifferences();
  }

  /**
   * Every input and every parameter must have a gradient that is not zero everywhere, or training
   * does not reach it; a layer that is declared to have none must have none for its inputs.
   *
   * @param law the law
   */
  @Test
  default void gradients_reach_every_input_and_parameter(Law law) {
    new LayerTrial(this, law).requireReached(isDifferentiable());
  }

  /**
   * A small step against the gradient must lower a loss, computed by ONNX Runtime.
   *
   * @param law the law
   */
  @Test
  default void a_step_against_the_gradient_lowers_a_loss(Law law) {
    assumeDifferentiable();
    new LayerTrial(this, law).requireDescent();
  }

  /**
   * ONNX Runtime must give the output and the updated state that the reference gives, but for
   * single precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_gives_the_values_of_the_reference(Law law) {
    new LayerTrial(this, law).requireValuesAlike();
  }

  /**
   * ONNX Runtime must give the gradients that the reference gives, but for single precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_gives_the_gradients_of_the_reference(Law law) {
    assumeDifferentiable();
    new LayerTrial(this, law).requireGradientsAlike();
  }

  /**
   * Parameters and state must have the same names and shapes whenever the layer is emitted, since
   * checkpoints hold them by name; evaluation must need none that training does not have.
   *
   * @param law the law
   */
  @Test
  default void its_variables_are_the_same_whenever_it_is_emitted(Law law) {
    new LayerTypes(this, law).requireSameVariables();
  }

  /**
   * The shape of a parameter or a state must not depend on how many examples a batch has.
   *
   * @param law the law
   */
  @Test
  default void its_variables_do_not_depend_on_the_batch_size(Law law) {
    new LayerTypes(this, law).requireStaticVariables();
  }

  /**
   * Emitted once more, the layer must compute the same: nothing may be kept outside the graph.
   *
   * @param law the law
   */
  @Test
  default void it_computes_the_same_whenever_it_is_emitted(Law law) {
    new LayerTrial(this, law).requireSameValues();
  }

  /**
   * Evaluation must be a function of its input and the variables alone.
   *
   * @param law the law
   */
  @Test
  default void evaluation_draws_nothing_at_random_and_updates_nothing(Law law) {
    new LayerTrial(this, law).requirePureEvaluation();
  }

  /**
   * Training must draw random numbers and update state if that is declared, and only then; what it
   * draws must differ from step to step.
   *
   * @param law the law
   */
  @Test
  default void training_draws_and_updates_what_is_declared(Law law) {
    new LayerTrial(this, law).requireDeclaredTraining();
  }

  /**
   * In evaluation, a row of the output must not change with other rows of the batch, unless that is
   * declared.
   *
   * @param law the law
   */
  @Test
  default void rows_of_a_batch_do_not_touch_one_another(Law law) {
    new LayerTrial(this, law).requireIndependentRows();
  }

  /**
   * What is declared to be refused must be refused by a {@link dev.tenon.graph.ShapeException} that
   * says why.
   *
   * @param law the law
   */
  @Test
  default void it_refuses_what_it_is_declared_to_refuse(Law law) {
    new LayerTypes(this, law).requireRefusals();
  }

  /**
   * Inputs of any rank and type must be taken, or refused by a {@link
   * dev.tenon.graph.ShapeException}; another exception would not tell people what they did.
   *
   * @param law the law
   */
  @Test
  default void it_takes_or_refuses_inputs_of_every_rank_and_type(Law law) {
    new LayerTypes(this, law).requireTakenOrRefused();
  }

  private void assumeDifferentiable() {
    Assumptions.assumeTrue(isDifferentiable(), "declared to have no gradients");
  }
}
