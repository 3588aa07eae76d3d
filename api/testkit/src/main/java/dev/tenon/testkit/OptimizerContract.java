package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Optimizer;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Optimizer}.
 *
 * <pre>{@code
 * class RmsPropTest implements OptimizerContract {
 *   @Override
 *   public RmsProp extension() {
 *     return new RmsProp(0.01);
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface OptimizerContract extends Contract<Optimizer> {
  /**
   * Returns the learning rates of which one must do, for each function that is descended; by
   * default the optimizer's own, and that times 10, 100, 0.1 and 0.01.
   */
  default List<Double> rates() {
    double own = extension().learningRate();
    return Stream.of(1.0, 10.0, 100.0, 0.1, 0.01).map(factor -> own * factor).toList();
  }

  /** Returns how many steps it may take down a function; 3000 by default. */
  default int steps() {
    return 3000;
  }

  /**
   * Tells whether it changes parameters whose gradient is and was zero, as weight decay does; false
   * by default.
   */
  default boolean decaysParameters() {
    return false;
  }

  /**
   * Tells whether a parameter's update depends on other parameters' gradients, as clipping by their
   * common norm does; false by default.
   */
  default boolean looksAtAllGradients() {
    return false;
  }

  /** Tells whether the first step is proportional to the learning rate; true by default. */
  default boolean followsTheRate() {
    return true;
  }

  /** Returns the step in which parameters first move, later for one that gathers; 1 by default. */
  default int firstMove() {
    return 1;
  }

  /**
   * The learning rate from which a schedule starts must be positive and finite.
   *
   * @param law the law
   */
  @Test
  default void its_learning_rate_is_positive_and_finite(Law law) {
    double rate = extension().learningRate();
    law.require(rate > 0 && rate < Double.POSITIVE_INFINITY, "it is %s", rate);
  }

  /**
   * It must descend a parabola of two variables to a thousandth of where it began.
   *
   * @param law the law
   */
  @Test
  default void it_descends_a_parabola(Law law) {
    new OptimizerTrial(this, law).requireDescent(Valley.parabola(), 1e-3);
  }

  /**
   * It must follow Rosenbrock's curved valley, to a twentieth of where it began.
   *
   * @param law the law
   */
  @Test
  default void it_follows_rosenbrocks_valley(Law law) {
    new OptimizerTrial(this, law).requireDescent(Valley.rosenbrock(), 0.05);
  }

  /**
   * It must find a matrix by least squares, to a thousandth of where it began.
   *
   * @param law the law
   */
  @Test
  default void it_fits_a_matrix(Law law) {
    new OptimizerTrial(this, law).requireDescent(Valley.matrix(law.random("matrix")), 1e-3);
  }

  /**
   * It must train a scalar, a vector, a matrix and filters at once.
   *
   * @param law the law
   */
  @Test
  default void it_trains_parameters_of_mixed_shapes(Law law) {
    new OptimizerTrial(this, law).requireDescent(Valley.mixed(law.random("mixed")), 1e-3);
  }

  /**
   * Interrupted, its parameters and slots carried out by name and into an optimizer that is emitted
   * anew, it must end with the bits of a run that was not interrupted, on ONNX Runtime.
   *
   * @param law the law
   */
  @Test
  default void a_resumed_run_ends_with_the_same_bits(Law law) {
    new OptimizerTrial(this, law).requireResumed();
  }

  /**
   * Slots must have the same names and shapes whenever it is emitted, since checkpoints hold them
   * by name.
   *
   * @param law the law
   */
  @Test
  default void its_slots_are_the_same_whenever_it_is_emitted(Law law) {
    new OptimizerTrial(this, law).requireSameSlots();
  }

  /**
   * Each slot must be state, not a parameter, and be updated in each step.
   *
   * @param law the law
   */
  @Test
  default void each_slot_is_state_and_is_updated(Law law) {
    new OptimizerTrial(this, law).requireUpdatedSlots();
  }

  /**
   * There must be a new value for each parameter, in order and of its shape.
   *
   * @param law the law
   */
  @Test
  default void each_parameter_gets_a_value_of_its_shape(Law law) {
    new OptimizerTrial(this, law).requireShapes();
  }

  /**
   * An element whose gradient is and was zero must stay as it is, unless it is declared to decay.
   *
   * @param law the law
   */
  @Test
  default void what_has_no_gradient_stays(Law law) {
    new OptimizerTrial(this, law).requireStaying();
  }

  /**
   * A parameter's new value must not depend on another's gradient, unless that is declared.
   *
   * @param law the law
   */
  @Test
  default void parameters_do_not_touch_one_another(Law law) {
    new OptimizerTrial(this, law).requireApart();
  }

  /**
   * At twice the learning rate the first step must be twice as long, unless it is declared
   * otherwise: schedules rely on it.
   *
   * @param law the law
   */
  @Test
  default void the_step_follows_the_learning_rate(Law law) {
    new OptimizerTrial(this, law).requireProportion();
  }

  /**
   * ONNX Runtime must take the steps that the reference takes, but for single precision.
   *
   * @param law the law
   */
  @Test
  default void onnx_runtime_takes_the_steps_of_the_reference(Law law) {
    new OptimizerTrial(this, law).requireAlike();
  }
}
