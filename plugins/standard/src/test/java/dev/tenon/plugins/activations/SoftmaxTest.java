package dev.tenon.plugins.activations;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.ActivationContract;
import dev.tenon.testkit.Refusal;
import java.util.List;

class SoftmaxTest implements ActivationContract {
  @Override
  public Softmax extension() {
    return new Softmax();
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Softmax needs classes on axis 1, [N, classes, ...]; got [N]", Shape.of(Shape.BATCH)));
  }
}
