package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class Conv2DContractTest implements LayerContract {
  @Parameter private Conv2D layer;

  static Stream<Conv2D> variants() {
    return Stream.concat(Conv2DTest.variants(), Stream.of(new Conv2D(3, 1, new Tanh())));
  }

  @Override
  public Conv2D extension() {
    return layer;
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 2, 7, 6));
  }

  @Override
  public List<Refusal> refusals() {
    String because = "Conv2D needs FLOAT images [N, channels, height, width]; got ";
    Shape bytes = Shape.of(Shape.BATCH, 1, 28, 28);
    return List.of(
        Refusal.of(because + "FLOAT[N, 784]", Shape.of(Shape.BATCH, 784)),
        Refusal.of(because + "UINT8[N, 1, 28, 28]", new TensorType(DataType.UINT8, bytes)));
  }
}
