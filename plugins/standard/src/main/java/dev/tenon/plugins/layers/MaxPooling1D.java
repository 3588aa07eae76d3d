package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The largest value of each window of a sequence.
 *
 * <p>{@code y[n,c,i] = max over a of x[n, c, i*stride + a]}. Padding never wins; where several
 * values of a window are largest, they share its gradient equally.
 *
 * <p>Shapes: {@code [N, C, length]}, which people write {@code (N, length, channels)}, to {@code
 * [N, C, length']}. Sequences shorter than the pool, without padding, are a {@link
 * dev.tenon.graph.ShapeException}. See Ranzato et al., <i>Unsupervised Learning of Invariant
 * Feature Hierarchies</i>, 2007.
 *
 * <pre>{@code
 * new MaxPooling1D()
 * new MaxPooling1D(3).withStrides(2).withPadding(Padding.SAME)
 * }</pre>
 *
 * @param pool the windows' length, positive; 2 by default
 * @param strides the distance between windows, positive; if empty, as by default, the pool's length
 * @param padding what happens at the ends; valid by default
 */
public record MaxPooling1D(int pool, OptionalInt strides, Padding padding) implements Layer {
  /** Checks the numbers. */
  public MaxPooling1D {
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
    if (pool < 1) {
      throw new IllegalArgumentException("pool must be positive, got " + pool);
    }
    if (strides.orElse(pool) < 1) {
      throw new IllegalArgumentException("strides must be positive, got " + strides.getAsInt());
    }
  }

  /** Pools windows of 2. */
  public MaxPooling1D() {
    this(2);
  }

  /**
   * Pools windows that lie side by side.
   *
   * @param pool the windows' length
   */
  public MaxPooling1D(int pool) {
    this(pool, OptionalInt.empty(), Padding.VALID);
  }

  /**
   * Returns this layer with strides of its own.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public MaxPooling1D withStrides(int strides) {
    return new MaxPooling1D(pool, OptionalInt.of(strides), padding);
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the ends
   * @return the layer
   */
  public MaxPooling1D withPadding(Padding padding) {
    return new MaxPooling1D(pool, strides, padding);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape sequences = Inputs.sequences("MaxPooling1D", x);
    Window plain = Window.of(pool).withStrides(strides.orElse(pool));
    return x.maxPool(padding.around(sequences, plain));
  }
}
