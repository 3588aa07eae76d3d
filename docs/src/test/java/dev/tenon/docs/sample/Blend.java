package dev.tenon.docs.sample;

// region merge
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;

/** Goes a trained part of the way from one input to another: {@code y = a + share * (b - a)}. */
public record Blend(double initialShare) implements Merge {
  public Blend {
    if (!(initialShare >= 0 && initialShare <= 1)) {
      throw new IllegalArgumentException("initialShare must be from 0 to 1, got " + initialShare);
    }
  }

  public Blend() {
    this(0.5);
  }

  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    if (inputs.size() != 2 || !inputs.get(0).type().equals(inputs.get(1).type())) {
      throw new ShapeException(
          "Blend needs two inputs of one shape, got " + inputs.stream().map(Tensor::type).toList());
    }
    Tensor share = scope.parameter("share", Shape.SCALAR, new Constant(initialShare));
    Tensor way = inputs.get(1).sub(inputs.get(0));
    return inputs.get(0).add(way.mul(share));
  }
}
// endregion
