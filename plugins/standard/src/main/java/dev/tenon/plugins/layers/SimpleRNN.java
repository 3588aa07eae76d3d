package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Orthogonal;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A fully connected recurrent layer, whose output is fed to its next step.
 *
 * <pre>
 * h[t] = activation(x[t] kernel + h[t-1] recurrent_kernel + bias),   h[0] = 0
 * </pre>
 *
 * <p>Shapes: sequences {@code [N, features, steps]}, which people write {@code (N, steps,
 * features)}, to the last step's {@code [N, units]}, or to {@code [N, units, steps]} with {@code
 * returnSequences}; anything else is a {@link dev.tenon.graph.ShapeException}. Variables have the
 * names, shapes and order of Keras's: {@code kernel [features, units]}, {@code recurrent_kernel
 * [units, units]}, {@code bias [units]}.
 *
 * <p>A mask of dropout is drawn once for a sequence, and is the same at all its steps and for all
 * gates. There are no masks of steps, and no state is kept from batch to batch.
 *
 * <p>See Elman, <i>Finding Structure in Time</i>, 1990; for the masks Gal and Ghahramani, <i>A
 * Theoretically Grounded Application of Dropout in Recurrent Neural Networks</i>, 2016; Keras's
 * {@code SimpleRNN}. Example: {@code new SimpleRNN(32).withReturnSequences(true)}.
 *
 * @param units the size of state and output, positive
 * @param activation applied to the sum; tanh by default
 * @param bias whether a bias is added; true by default
 * @param kernelInitializer the first weights of the input; Glorot uniform by default
 * @param recurrentInitializer the first weights of the state; orthogonal by default
 * @param biasInitializer the first bias; zeros by default
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
public record SimpleRNN(
    int units,
    Activation activation,
    boolean bias,
    Initializer kernelInitializer,
    Initializer recurrentInitializer,
    Initializer biasInitializer,
    double dropout,
    double recurrentDropout,
    OptionalLong seed,
    boolean returnSequences,
    boolean goBackwards)
    implements Recurrent {
  /** Checks the numbers. */
  public SimpleRNN {
    Objects.requireNonNull(activation, "activation");
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
  public SimpleRNN(int units) {
    this(
        units,
        new Tanh(),
        true,
        new GlorotUniform(),
        new Orthogonal(),
        new Zeros(),
        0,
        0,
        OptionalLong.empty(),
        false,
        false);
  }

  /**
   * Returns this layer with another activation.
   *
   * @param activation applied to what a step makes
   * @return the layer
   */
  public SimpleRNN withActivation(Activation activation) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withBias(boolean bias) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withInitializers(
      Initializer kernelInitializer,
      Initializer recurrentInitializer,
      Initializer biasInitializer) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withDropout(double dropout, double recurrentDropout) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withSeed(long seed) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withReturnSequences(boolean returnSequences) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
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
  public SimpleRNN withGoBackwards(boolean goBackwards) {
    return new SimpleRNN(
        units,
        activation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards);
  }

  @Override
  public List<Tensor> outputs(Scope scope, Tensor x) {
    Recurrence kernels = Recurrence.of(this, 1, scope, x);
    Recurrence way =
        bias ? kernels.plus(scope.parameter("bias", Shape.of(units), biasInitializer)) : kernels;
    Recurrence.Cell<Tensor> cell =
        (z, before) -> activation.apply(before.map(way::recurrent).map(z::add).orElse(z));
    return way.unrolled(cell, h -> h);
  }
}
