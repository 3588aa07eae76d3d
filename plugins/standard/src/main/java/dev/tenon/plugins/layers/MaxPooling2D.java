package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;
import java.util.Optional;

/**
 * The largest value of each window of an image.
 *
 * <p>{@code y[n,c,i,j] = max over a,b of x[n, c, i*stride + a, j*stride + b]}. Padding never wins;
 * where several values of a window are largest, they share its gradient equally.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C, height', width']}. Images smaller than
 * the pool, without padding, are a {@link dev.tenon.graph.ShapeException}. See Ranzato et al.,
 * <i>Unsupervised Learning of Invariant Feature Hierarchies</i>, 2007.
 *
 * <pre>{@code
 * new MaxPooling2D()
 * new MaxPooling2D(3).withStrides(2).withPadding(Padding.SAME)
 * }</pre>
 *
 * @param pool the windows' size; 2 by default
 * @param strides the distance between windows; if empty, as by default, the pool's size
 * @param padding what happens at the edge; valid by default
 */
public record MaxPooling2D(Size pool, Optional<Size> strides, Padding padding) implements Layer {
  /** Requires all parts. */
  public MaxPooling2D {
    Objects.requireNonNull(pool, "pool");
    Objects.requireNonNull(strides, "strides");
    Objects.requireNonNull(padding, "padding");
  }

  /** Pools windows of 2 by 2. */
  public MaxPooling2D() {
    this(2);
  }

  /**
   * Pools square windows that lie side by side.
   *
   * @param pool the windows' height and width
   */
  public MaxPooling2D(int pool) {
    this(new Size(pool));
  }

  /**
   * Pools windows that lie side by side.
   *
   * @param pool the windows' size
   */
  public MaxPooling2D(Size pool) {
    this(pool, Optional.empty(), Padding.VALID);
  }

  /**
   * Returns this layer with strides of its own.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public MaxPooling2D withStrides(Size strides) {
    return new MaxPooling2D(pool, Optional.of(strides), padding);
  }

  /**
   * Returns this layer with strides of its own, the same in both directions.
   *
   * @param strides the distance between windows
   * @return the layer
   */
  public MaxPooling2D withStrides(int strides) {
    return withStrides(new Size(strides));
  }

  /**
   * Returns this layer with other padding.
   *
   * @param padding what happens at the edge
   * @return the layer
   */
  public MaxPooling2D withPadding(Padding padding) {
    return new MaxPooling2D(pool, strides, padding);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("MaxPooling2D", x);
    Size step = strides.orElse(pool);
    Window plain = Window.of(pool.height(), pool.width()).withStrides(step.height(), step.width());
    return x.maxPool(padding.around(images, plain));
  }
}
