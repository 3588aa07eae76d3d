package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.Refusal;
import dev.tenon.testkit.TargetKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

// region test
class FocalTest implements LossContract {
  @Override
  public Focal extension() {
    return new Focal(1.5);
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Override
  public List<Refusal> refusals() {
    TensorType images = TensorType.floats(Shape.of(Shape.BATCH, 3, 4, 4));
    TensorType classes = new TensorType(DataType.INT64, Shape.of(Shape.BATCH));
    return List.of(new Refusal(List.of(images, classes), "needs FLOAT predictions [N, classes]"));
  }

  @Test
  void half_a_probability_costs_a_quarter_of_its_cross_entropy() {
    Tensor p = Tensor.input("p", DataType.FLOAT, Shape.of(1, 3));
    Tensor label = Tensor.input("label", DataType.INT64, Shape.of(1));
    Map<String, Value> values =
        Map.of(
            "p", Value.floats(p.shape(), 0.25, 0.5, 0.25),
            "label", Value.longs(label.shape(), 1));
    double[] loss = Interpreter.run(new Focal().apply(p, label), values).data();
    assertThat(loss[0]).isCloseTo(0.25 * Math.log(2), within(1e-9));
  }
}
// endregion
