package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Objects;

/**
 * Cuts rows and columns off the edges of images.
 *
 * <p>{@code y[n,c,i,j] = x[n, c, i + top, j + left]}.
 *
 * <p>Shapes: {@code [N, C, height, width]} to {@code [N, C, height - top - bottom, width - left -
 * right]}; images of which nothing would be left are a {@link ShapeException}. See Keras's {@code
 * Cropping2D}. Example: {@code new Cropping2D(new Margins(1, 0, 2, 2))}.
 *
 * @param cropping the rows and columns to cut off; 0 along each edge by default
 */
public record Cropping2D(Margins cropping) implements Layer {
  /** Requires the margins. */
  public Cropping2D {
    Objects.requireNonNull(cropping, "cropping");
  }

  /** Cuts off what Keras does by default. */
  public Cropping2D() {
    this(0);
  }

  /**
   * Cuts off the same along each edge.
   *
   * @param cropping rows or columns along each edge
   */
  public Cropping2D(int cropping) {
    this(new Margins(cropping));
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Shape images = Inputs.images("Cropping2D", x);
    long bottom = images.dim(2) - cropping.bottom();
    long right = images.dim(3) - cropping.right();
    if (bottom <= cropping.top() || right <= cropping.left()) {
      throw new ShapeException("Cropping2D by " + cropping + " leaves nothing of " + x.type());
    }
    return x.slice(2, cropping.top(), bottom).slice(3, cropping.left(), right);
  }
}
