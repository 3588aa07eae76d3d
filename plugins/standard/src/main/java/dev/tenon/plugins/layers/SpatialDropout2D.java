package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Sets a random share of an image's channels to 0 while training, and enlarges the others.
 *
 * <p>In training {@code y[n,c,i,j] = x[n,c,i,j] * mask[n,c]}, where each element of the mask is 0
 * with probability {@code rate}, else {@code 1 / (1 - rate)}, which keeps the mean; in evaluation
 * {@code y = x}. Neighbouring pixels are alike, so that {@link Dropout} of single ones takes little
 * away. The mask is a function of the seed, the step and the channel's position alone.
 *
 * <p>Shapes: {@code [N, C, height, width]} to the same; anything but images is a {@link
 * dev.tenon.graph.ShapeException}. See Tompson et al., <i>Efficient Object Localization Using
 * Convolutional Networks</i>, 2015. Example: {@code new SpatialDropout2D(0.2)}.
 *
 * @param rate the share to drop, from 0 to below 1
 * @param seed what the masks depend on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record SpatialDropout2D(double rate, OptionalLong seed) implements Layer {
  /** Checks the rate. */
  public SpatialDropout2D {
    Objects.requireNonNull(seed, "seed");
    Bounds.requireRate("rate", rate);
  }

  /**
   * Drops channels as the experiment's seed tells.
   *
   * @param rate the share to drop
   */
  public SpatialDropout2D(double rate) {
    this(rate, OptionalLong.empty());
  }

  /**
   * Drops channels as a seed of its own tells.
   *
   * @param rate the share to drop
   * @param seed what the masks depend on
   */
  public SpatialDropout2D(double rate, long seed) {
    this(rate, OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.images("SpatialDropout2D", x);
    if (!scope.isTraining() || rate == 0) {
      return x;
    }
    Tensor onePixel = x.slice(2, 0, 1).slice(3, 0, 1);
    return x.mul(Dropout.mask(scope, onePixel, rate, seed));
  }
}
