package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * Adds rows and columns of zeros around images.
 *
 * <p>{@code y[n, c, i + top, j + left] = x[n,c,i,j]}, and 0 elsewhere.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C, top + height + bottom, left + width +
 * right]}; anything but images is a {@link dev.tenon.graph.ShapeException}. See Keras's {@code
 * ZeroPadding2D}. Example: {@code new ZeroPadding2D(new Margins(1, 0, 2, 2))}.
 *
 * @param padding the rows and columns to add; 1 along each edge by default
 */
public record ZeroPadding2D(Margins padding) implements Layer {
  /** Requires the margins. */
  public ZeroPadding2D {
    Objects.requireNonNull(padding, "padding");
  }

  /** Adds what Keras does by default. */
  public ZeroPadding2D() {
    this(1);
  }

  /**
   * Adds the same along each edge.
   *
   * @param padding rows or columns along each edge
   */
  public ZeroPadding2D(int padding) {
    this(new Margins(padding));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Inputs.images("ZeroPadding2D", x);
    return x.pad(2, padding.top(), padding.bottom()).pad(3, padding.left(), padding.right());
  }
}
