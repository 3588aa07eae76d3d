package dev.tenon.docs.sample;

// region layer
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;

/** Divides each row by its root mean square: {@code y = gain * x / sqrt(mean(x^2) + epsilon)}. */
public record RmsNorm(double epsilon) implements Layer {
  public RmsNorm {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive, got " + epsilon);
    }
  }

  public RmsNorm() {
    this(1e-6);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Tensor gain = scope.parameter("gain", Shape.of(x.shape().last()), new Ones());
    Tensor size = x.square().reduceMean(true, -1).add(epsilon).sqrt();
    return x.div(size).mul(gain);
  }
}
// endregion
