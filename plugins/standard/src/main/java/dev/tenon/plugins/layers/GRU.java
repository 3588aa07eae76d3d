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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A gated recurrent unit: a recurrent layer that mixes what it was with what it might be.
 *
 * <pre>
 * z[t] = recurrentActivation(x[t] kernel_z + bias_z + h[t-1] recurrent_z + recurrent_bias_z)
 * r[t] = recurrentActivation(x[t] kernel_r + bias_r + h[t-1] recurrent_r + recurrent_bias_r)
 * c[t] = activation(x[t] kernel_h + bias_h + r[t] (h[t-1] recurrent_h + recurrent_bias_h))
 * h[t] = z[t] h[t-1] + (1 - z[t]) c[t],   h[0] = 0
 * </pre>
 *
 * <p>Where {@code resetAfter} is false, there is no recurrent bias, and {@code c[t] =
 * activation(x[t] kernel_h + bias_h + (r[t] h[t-1]) recurrent_h)}.
 *
 * <p>Shapes: sequences {@code [N, features, steps]}, which people write {@code (N, steps,
 * features)}, to the last step's {@code [N, units]}, or to {@code [N, units, steps]} with {@code
 * returnSequences}; anything else is a {@link dev.tenon.graph.ShapeException}. Variables have the
 * names, shapes and order of Keras's: {@code kernel [features, 3 units]}, {@code recurrent_kernel
 * [units, 3 units]}, {@code bias [2, 3 units]}, of which the second row is the recurrent one, or
 * {@code bias [3 units]} if {@code resetAfter} is false; each with its columns by gates: update z,
 * reset r, candidate h.
 *
 * <p>A mask of dropout is drawn once for a sequence, and is the same at all its steps and for all
 * gates. There are no masks of steps, and no state is kept from batch to batch.
 *
 * <p>See Cho et al., <i>Learning Phrase Representations using RNN Encoder-Decoder for Statistical
 * Machine Translation</i>, 2014; Keras's {@code GRU}. Example: {@code new GRU(64)}.
 *
 * @param units the size of state and output, positive
 * @param activation applied to the candidate; tanh by default
 * @param recurrentActivation applied to the gates; sigmoid by default
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
 * @param resetAfter whether the reset gate is applied after the product with the recurrent kernel
 *     rather than before it; true by default
 */
public record GRU(
    int units,
    Activation activation,
    Activation recurrentActivation,
    boolean bias,
    Initializer kernelInitializer,
    Initializer recurrentInitializer,
    Initializer biasInitializer,
    double dropout,
    double recurrentDropout,
    OptionalLong seed,
    boolean returnSequences,
    boolean goBackwards,
    boolean resetAfter)
    implements Recurrent {
  /** Checks the numbers. */
  public GRU {
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
  public GRU(int units) {
    this(
        units,
        new Tanh(),
        new Sigmoid(),
        true,
        new GlorotUniform(),
        new Orthogonal(),
        new Zeros(),
        0,
        0,
        OptionalLong.empty(),
        false,
        false,
        true);
  }

  /**
   * Returns this layer with other activations.
   *
   * @param activation applied to what a step makes
   * @param recurrentActivation applied to the gates
   * @return the layer
   */
  public GRU withActivations(Activation activation, Activation recurrentActivation) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether a bias is added
   * @return the layer
   */
  public GRU withBias(boolean bias) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with other initializers.
   *
   * @param kernelInitializer the first weights of the input
   * @param recurrentInitializer the first weights of the state
   * @param biasInitializer the first bias
   * @return the layer
   */
  public GRU withInitializers(
      Initializer kernelInitializer,
      Initializer recurrentInitializer,
      Initializer biasInitializer) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with the reset gate at another place.
   *
   * @param resetAfter whether it comes after the product
   * @return the layer
   */
  public GRU withResetAfter(boolean resetAfter) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with dropout.
   *
   * @param dropout the share of the input's features to drop
   * @param recurrentDropout the share of the state to drop
   * @return the layer
   */
  public GRU withDropout(double dropout, double recurrentDropout) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with masks of a seed of its own.
   *
   * @param seed what the masks depend on
   * @return the layer
   */
  public GRU withSeed(long seed) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        OptionalLong.of(seed),
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with the output of every step, or the last one's.
   *
   * @param returnSequences whether every step's is returned
   * @return the layer
   */
  public GRU withReturnSequences(boolean returnSequences) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  /**
   * Returns this layer with another direction.
   *
   * @param goBackwards whether the last step comes first
   * @return the layer
   */
  @Override
  public GRU withGoBackwards(boolean goBackwards) {
    return new GRU(
        units,
        activation,
        recurrentActivation,
        bias,
        kernelInitializer,
        recurrentInitializer,
        biasInitializer,
        dropout,
        recurrentDropout,
        seed,
        returnSequences,
        goBackwards,
        resetAfter);
  }

  @Override
  public List<Tensor> outputs(Scope scope, Tensor x) {
    Recurrence way = Recurrence.of(this, 3, scope, x);
    Optional<Tensor> inner = Optional.empty();
    if (bias) {
      Shape row = Shape.of(3L * units);
      Shape shape = resetAfter ? Shape.of(2, 3L * units) : row;
      Tensor both = scope.parameter("bias", shape, biasInitializer);
      way = way.plus(resetAfter ? both.slice(0, 0, 1).reshape(row) : both);
      inner = resetAfter ? Optional.of(both.slice(0, 1, 2).reshape(row)) : inner;
    }
    return way.unrolled(resetAfter ? after(way, inner) : before(way), h -> h);
  }

  /** The cell whose reset gate is applied after the product. */
  private Recurrence.Cell<Tensor> after(Recurrence way, Optional<Tensor> bias) {
    return (x, before) -> {
      Optional<Tensor> product = before.map(way::recurrent);
      Optional<Tensor> state = product.map(s -> bias.map(s::add).orElse(s)).or(() -> bias);
      Tensor update = recurrentActivation.apply(sum(x, state, 0));
      Optional<Tensor> ofState =
          state.map(
              s -> recurrentActivation.apply(sum(x, state, 1)).mul(Recurrence.gate(s, 2, units)));
      Tensor own = Recurrence.gate(x, 2, units);
      return mixed(update, before, activation.apply(ofState.map(own::add).orElse(own)));
    };
  }

  /** The cell whose reset gate is applied to the state before the product. */
  private Recurrence.Cell<Tensor> before(Recurrence way) {
    Tensor gates = way.recurrentKernel().slice(1, 0, 2L * units);
    Tensor candidate = Recurrence.gate(way.recurrentKernel(), 2, units);
    return (x, before) -> {
      Optional<Tensor> kept = before.map(way::masked);
      Optional<Tensor> state = kept.map(h -> h.matMul(gates));
      Tensor update = recurrentActivation.apply(sum(x, state, 0));
      Optional<Tensor> ofState =
          kept.map(h -> recurrentActivation.apply(sum(x, state, 1)).mul(h).matMul(candidate));
      Tensor own = Recurrence.gate(x, 2, units);
      return mixed(update, before, activation.apply(ofState.map(own::add).orElse(own)));
    };
  }

  private Tensor sum(Tensor x, Optional<Tensor> state, int gate) {
    Tensor own = Recurrence.gate(x, gate, units);
    return state.map(s -> own.add(Recurrence.gate(s, gate, units))).orElse(own);
  }

  /** Returns {@code z h + (1 - z) c}, with one product less. */
  private static Tensor mixed(Tensor update, Optional<Tensor> before, Tensor candidate) {
    return before
        .map(h -> candidate.add(update.mul(h.sub(candidate))))
        .orElseGet(() -> candidate.sub(update.mul(candidate)));
  }
}
