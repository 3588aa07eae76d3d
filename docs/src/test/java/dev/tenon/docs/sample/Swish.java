package dev.tenon.docs.sample;

// region activation
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;

/** Lets a value through as far as it is large: {@code x / (1 + exp(-slope * x))}. */
public record Swish(double slope) implements Activation {
  public Swish {
    if (!(slope > 0 && slope <= 100)) {
      throw new IllegalArgumentException("slope must be positive and at most 100, got " + slope);
    }
  }

  public Swish() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.mul(slope).sigmoid());
  }
}
// endregion
