package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Adds normal noise of mean 0 while training.
 *
 * <p>In training {@code y = x + stddev * noise}, where each element of the noise is drawn from the
 * standard normal distribution; in evaluation {@code y = x}. The noise is a function of the seed,
 * the step and the element's position alone, so a run can be repeated exactly.
 *
 * <p>Shapes: any of FLOAT to the same; another type is a {@link dev.tenon.graph.ShapeException}.
 * See Bishop, <i>Training with Noise is Equivalent to Tikhonov Regularization</i>, 1995; Keras's
 * {@code GaussianNoise}, which wants a deviation of at most 1. Example: {@code new
 * GaussianNoise(0.1)}.
 *
 * @param stddev the noise's standard deviation, 0 or more
 * @param seed what the noise depends on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record GaussianNoise(double stddev, OptionalLong seed) implements Layer {
  /** Checks the deviation. */
  public GaussianNoise {
    Objects.requireNonNull(seed, "seed");
    Bounds.requireNotNegative("stddev", stddev);
  }

  /**
   * Adds noise as the experiment's seed tells.
   *
   * @param stddev the noise's standard deviation
   */
  public GaussianNoise(double stddev) {
    this(stddev, OptionalLong.empty());
  }

  /**
   * Adds noise as a seed of its own tells.
   *
   * @param stddev the noise's standard deviation
   * @param seed what the noise depends on
   */
  public GaussianNoise(double stddev, long seed) {
    this(stddev, OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.floats("GaussianNoise", x);
    return scope.isTraining() && stddev > 0 ? x.add(scope.randomNormal(x, seed).mul(stddev)) : x;
  }
}
