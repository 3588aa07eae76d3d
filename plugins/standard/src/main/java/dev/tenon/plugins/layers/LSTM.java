package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Orthogonal;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Long short-term memory: a recurrent layer whose gates say what it writes, keeps and tells.
 *
 * <pre>
 * z = x[t] kernel + h[t-1] recurrent_kernel + bias,   z = (i, f, c, o)
 * c[t] = recurrentActivation(f) c[t-1] + recurrentActivation(i) activation(c)
 * h[t] = recurrentActivation(o) activation(c[t]),   h[0] = c[0] = 0
 * </pre>
 *
 * <p>Shapes: sequences {@code [N, features, steps]}, which people write {@code (N, steps,
 * features)}, to the last step's {@code [N, units]}, or to {@code [N, units, steps]} with {@code
 * returnSequences}; anything else is a {@link dev.tenon.graph.ShapeException}. Variables have the
 * names, shapes and order of Keras's: {@code kernel [features, 4 units]}, {@code recurrent_kernel
 * [units, 4 units]}, {@code bias [4 units]}, each with its columns by gates: input, forget, cell,
 * output.
 *
 * <p>A mask of dropout is drawn once for a sequence, and is the same at all its steps and for all
 * gates. There are no masks of steps, and no state is kept from batch to batch.
 *
 * <p>See Hochreiter and Schmidhuber, <i>Long Short-Term Memory</i>, 1997; for the forget gate Gers,
 * Schmidhuber and Cummins, <i>Learning to Forget</i>, 2000, and for its bias Jozefowicz, Zaremba
 * and Sutskever, <i>An Empirical Exploration of Recurrent Network Architectures</i>, 2015; Keras's
 * {@code LSTM}. Example: {@code new LSTM(64).withReturnSequences(true)}.
 *
 * @param units the size of state and output, positive
 * @param activation applied to what is written and told; tanh by default
 * @param recurrentActivation applied to the gates; sigmoid by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first weights of the input; Glorot uniform by default
 * @param recurrentInitializer the first weights of the state; orthogonal by default
 * @param biasInitializer the first bias; zeros by default
 * @param unitForgetBias whether the forget gate's bias begins as 1, whatever the initializer; true
 *     by default
 * @param dropout the share of the input's features that is dropped in training, from 0 to below 1;
 *     0 by default
 * @param recurrentDropout the share of the state that is dropped in training where the recurrent
 *     kernel is multiplied by it, from 0 to below 1; 0 by default
 * @param seed what the masks depend on; if empty, as by default, the experiment's seed and the
 *     layer's name
 * @param returnSequences whether the output is that of every step rather than the last one's; false
 *     by default
 * @param goBackwards whether the last step comes first, in the output, too; false by default
 */
public record LSTM(
    int units,
    Activation activation,
    Activation recurrentActivation,
    boolean bias,
    Initializer kernelInitializer,
    Initializer recurrentInitializer,
    Initializer biasInitializer,
    boolean unitForgetBias,
    double dropout,
    double recurrentDropout,
    OptionalLong seed,
    boolean returnSequences,
    boolean goBackwards)
    implements Recurrent {
  /** Checks the numbers. */
  public LSTM {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(recurrentActivation, "recurrentActivation");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(recurrentInitializer, "recurrentInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    Objects.requireNonNull(seed, "seed");
    Recurrence.requireSettings(units, dropout, recurrentDropout);
  }

  /**
   * Makes a layer with Keras's defaults, which returns the last step's output.
   *
   * @param units the size of state and output
   */
  public LSTM(int units) {
    this(
        units,
        new Tanh(),
        new Sigmoid(),
        true,
        new GlorotUniform(),
        new Orthogonal(),
        new Zeros(),
        true,
        0,
        0,
        OptionalLong.empty(),
        false,
        false);
  }

  /**
   * Returns this layer with other activations.
   *
   * @param activation applied to what a step makes
   * @param recurrentActivation applied to the gates
   * @return the layer
   */
  public LSTM withActivations(Activation activation, Activation recurrentActivation) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public LSTM withBias(boolean bias) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with other initializers.
   *
   * @param kernelInitializer the first weights of the input
   * @param recurrentInitializer the first weights of the state
   * @param biasInitializer the first bias
   * @return the layer
   */
  public LSTM withInitializers(
      Initializer kernelInitializer,
      Initializer recurrentInitializer,
      Initializer biasInitializer) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with another first bias of the forget gate.
   *
   * @param unitForgetBias whether it is 1
   * @return the layer
   */
  public LSTM withUnitForgetBias(boolean unitForgetBias) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with dropout.
   *
   * @param dropout the share of the input's features to drop
   * @param recurrentDropout the share of the state to drop
   * @return the layer
   */
  public LSTM withDropout(double dropout, double recurrentDropout) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with masks of a seed of its own.
   *
   * @param seed what the masks depend on
   * @return the layer
   */
  public LSTM withSeed(long seed) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        OptionalLong.of(seed),
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with the output of every step, or the last one's.
   *
   * @param returnSequences whether every step's is returned
   * @return the layer
   */
  public LSTM withReturnSequences(boolean returnSequences) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /**
   * Returns this layer with another direction.
   *
   * @param goBackwards whether the last step comes first
   * @return the layer
   */
  @Override
  public LSTM withGoBackwards(boolean goBackwards) {
    return new LSTM(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        unitForgetBias,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  /** What the layer keeps. */
  private record State(Tensor hidden, Tensor cell) {}

  /** Ones for the second of four gates, another initializer's values for the others. */
  private record ForgetOnes(Initializer others) implements Initializer {
    @Override
    public float[] values(Shape shape, RandomGenerator random) {
      float[] values = others.values(shape, random);
      Arrays.fill(values, values.length / 4, values.length / 2, 1);
      return values;
    }
  }

  @Override
  public List<Tensor> outputs(Scope scope, Tensor x) {
    Recurrence kernels = Recurrence.of(this, 4, scope, x);
    Initializer first = unitForgetBias ? new ForgetOnes(biasInitializer) : biasInitializer;
    Recurrence way =
        bias ? kernels.plus(scope.parameter("bias", Shape.of(4L * units), first)) : kernels;
    return way.<State>unrolled(
        (z, before) ->
            next(before.map(State::hidden).map(way::recurrent).map(z::add).orElse(z), before),
        State::hidden);
  }

  private State next(Tensor z, Optional<State> before) {
    Tensor written =
        recurrentActivation
            .apply(Recurrence.gate(z, 0, units))
            .mul(activation.apply(Recurrence.gate(z, 2, units)));
    Tensor cell =
        before
            .map(kept -> recurrentActivation.apply(Recurrence.gate(z, 1, units)).mul(kept.cell))
            .map(kept -> kept.add(written))
            .orElse(written);
    Tensor told = recurrentActivation.apply(Recurrence.gate(z, 3, units));
    return new State(told.mul(activation.apply(cell)), cell);
  }
}
