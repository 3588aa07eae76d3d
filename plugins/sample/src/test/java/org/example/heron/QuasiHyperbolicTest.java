package org.example.heron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.testkit.OptimizerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuasiHyperbolicTest implements OptimizerContract {
  @Override
  public QuasiHyperbolic extension() {
    return new QuasiHyperbolic(0.1, 0.9, 0.7);
  }

  @Test
  void a_step_mixes_the_gradient_and_its_average() {
    Tensor w = scalar("w");
    Tensor step = Tensor.input("step", DataType.INT64, Shape.of());
    Scope slot = Scope.training(1, step).child("slot");
    Update update = new Update(slot, w, scalar("g"), scalar("rate"), scalar("count"));
    Tensor next = extension().update(update);
    Map<String, Value> before =
        Map.of("w", value(1), "g", value(1), "rate", value(0.5), "slot/average", value(2));

    // The average becomes 0.9 * 2 + 0.1 * 1 = 1.9, the step 0.3 * 1 + 0.7 * 1.9 = 1.63.
    assertArrayEquals(new double[] {1 - 0.5 * 1.63}, Interpreter.run(next, before).data(), 1e-6);
  }

  private static Tensor scalar(String name) {
    return Tensor.input(name, DataType.FLOAT, Shape.of());
  }

  private static Value value(double value) {
    return Value.floats(Shape.of(), value);
  }
}
