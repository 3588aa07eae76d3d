package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What recurrent layers have in common on their way along a sequence: all steps' inputs are
 * multiplied by the kernel at once, and the state by the recurrent kernel step by step.
 *
 * @param projected the inputs after that product, {@code [N, steps, gates * units]}
 * @param recurrentKernel {@code [units, gates * units]}
 * @param mask what drops values of the state, the same at each step; empty if nothing does
 * @param backwards whether the last step comes first
 */
record Recurrence(
    Tensor projected, Tensor recurrentKernel, Optional<Tensor> mask, boolean backwards) {

  /**
   * Computes what a layer keeps after a step.
   *
   * @param <S> what it keeps
   */
  interface Cell<S> {
    /** Takes the step's row of the projection; no state stands for zeros before the first. */
    S next(Tensor z, Optional<S> before);
  }

  static void requireSettings(int units, double dropout, double recurrentDropout) {
    if (units < 1) {
      throw new IllegalArgumentException("units must be positive, got " + units);
    }
    Bounds.requireRate("dropout", dropout);
    Bounds.requireRate("recurrentDropout", recurrentDropout);
  }

  /** Asks for the kernels, of so many gates, and projects the sequence without a bias. */
  static Recurrence of(Recurrent layer, int gates, Scope scope, Tensor sequence) {
    Inputs.sequences(layer.getClass().getSimpleName(), sequence);
    Tensor x = Axes.channelsLast(sequence);
    int units = layer.units();
    Shape ofKernel = Shape.of(x.shape().last(), (long) gates * units);
    Tensor kernel = scope.parameter("kernel", ofKernel, layer.kernelInitializer());
    Tensor recurrentKernel =
        scope.parameter("recurrent_kernel", ofKernel.with(0, units), layer.recurrentInitializer());
    Tensor kept =
        mask(layer.dropout(), layer.seed(), scope.child("dropout"), x.slice(1, 0, 1))
            .map(x::mul)
            .orElse(x);
    Tensor projected = Projection.product(kept, kernel);
    OptionalLong recurrentSeed =
        layer.seed().isPresent()
            ? OptionalLong.of(Seeds.derive(layer.seed().getAsLong(), "recurrent"))
            : layer.seed();
    Tensor state = row(projected, 0).slice(1, 0, units);
    Optional<Tensor> mask =
        mask(layer.recurrentDropout(), recurrentSeed, scope.child("recurrent_dropout"), state);
    return new Recurrence(projected, recurrentKernel, mask, layer.goBackwards());
  }

  private static Optional<Tensor> mask(double rate, OptionalLong seed, Scope scope, Tensor like) {
    return scope.isTraining() && rate > 0
        ? Optional.of(Dropout.mask(scope, like, rate, seed))
        : Optional.empty();
  }

  Recurrence plus(Tensor bias) {
    return new Recurrence(projected.add(bias), recurrentKernel, mask, backwards);
  }

  /** Returns what the recurrent kernel is multiplied by. */
  Tensor masked(Tensor state) {
    return mask.map(state::mul).orElse(state);
  }

  Tensor recurrent(Tensor state) {
    return masked(state).matMul(recurrentKernel);
  }

  /** Emits all steps and returns the output of each, in the order in which they are taken. */
  <S> List<Tensor> unrolled(Cell<S> cell, Function<S, Tensor> output) {
    int steps = Math.toIntExact(projected.shape().dim(1));
    List<Tensor> outputs = new ArrayList<>();
    Optional<S> state = Optional.empty();
    for (int i = 0; i < steps; i++) {
      S next = cell.next(row(projected, backwards ? steps - 1 - i : i), state);
      outputs.add(output.apply(next));
      state = Optional.of(next);
    }
    return outputs;
  }

  private static Tensor row(Tensor sequence, int step) {
    Shape shape = sequence.shape();
    return sequence.slice(1, step, step + 1).reshape(Shape.of(shape.dim(0), shape.last()));
  }

  /** Returns a gate's part of a row of all gates. */
  static Tensor gate(Tensor row, int gate, int units) {
    return row.slice(-1, (long) gate * units, (long) (gate + 1) * units);
  }
}
