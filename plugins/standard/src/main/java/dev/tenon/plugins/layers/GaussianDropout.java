package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Multiplies by normal noise of mean 1 while training.
 *
 * <p>In training {@code y = x * (1 + sqrt(rate / (1 - rate)) * noise)}, where each element of the
 * noise is drawn from the standard normal distribution; the factor has the mean and the variance
 * that those of dropout at that rate have. In evaluation {@code y = x}. The noise is a function of
 * the seed, the step and the element's position alone, so a run can be repeated exactly.
 *
 * <p>Shapes: any of FLOAT to the same; another type is a {@link dev.tenon.graph.ShapeException}.
 * See Srivastava et al., <i>Dropout: A Simple Way to Prevent Neural Networks from Overfitting</i>,
 * 2014, section 10; Keras's {@code GaussianDropout}. Example: {@code new GaussianDropout(0.3)}.
 *
 * @param rate the rate of a dropout of the same variance, from 0 to below 1
 * @param seed what the noise depends on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record GaussianDropout(double rate, OptionalLong seed) implements Layer {
  /** Checks the rate. */
  public GaussianDropout {
    Objects.requireNonNull(seed, "seed");
    Bounds.requireRate("rate", rate);
  }

  /**
   * Multiplies by noise as the experiment's seed tells.
   *
   * @param rate the rate of a dropout of the same variance
   */
  public GaussianDropout(double rate) {
    this(rate, OptionalLong.empty());
  }

  /**
   * Multiplies by noise as a seed of its own tells.
   *
   * @param rate the rate of a dropout of the same variance
   * @param seed what the noise depends on
   */
  public GaussianDropout(double rate, long seed) {
    this(rate, OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.floats("GaussianDropout", x);
    double deviation = Math.sqrt(rate / (1 - rate));
    return scope.isTraining() && rate > 0
        ? x.mul(scope.randomNormal(x, seed).mul(deviation).add(1))
        : x;
  }
}
