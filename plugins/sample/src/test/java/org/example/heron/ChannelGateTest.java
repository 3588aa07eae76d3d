package org.example.heron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelGateTest implements LayerContract {
  @Override
  public ChannelGate extension() {
    return new ChannelGate(0.5);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 3, 5, 4), Shape.of(Shape.BATCH, 1, 1, 2));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "ChannelGate needs FLOAT images [N, channels, height, width]; got FLOAT[N, 7]",
            Shape.of(Shape.BATCH, 7)));
  }

  @Test
  void a_channel_is_scaled_by_the_sigmoid_of_its_mean() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1, 2, 1, 2));
    Tensor y = new ChannelGate().apply(Scope.evaluation(), x);
    Value image = Value.floats(x.shape(), 1, 3, -2, 2);
    Shape channels = Shape.of(2, 1, 1);
    Value weight = Value.floats(channels, 0.5, 3);
    Value bias = Value.floats(channels, -1, Math.log(3));

    // The means are 2 and 0, the gates sigmoid(0.5 * 2 - 1) = 0.5 and sigmoid(log 3) = 0.75.
    double[] gated = Interpreter.run(y, Map.of("x", image, "weight", weight, "bias", bias)).data();
    assertArrayEquals(new double[] {0.5, 1.5, -1.5, 1.5}, gated, 1e-6);
  }
}
