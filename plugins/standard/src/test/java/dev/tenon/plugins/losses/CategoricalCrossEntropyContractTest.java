package dev.tenon.plugins.losses;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.PredictionKind;
import dev.tenon.testkit.Refusal;
import dev.tenon.testkit.TargetKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class CategoricalCrossEntropyContractTest implements LossContract {
  @Override
  public CategoricalCrossEntropy extension() {
    return new CategoricalCrossEntropy();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.CLASSES, TargetKind.DISTRIBUTIONS);
  }

  @Override
  public PredictionKind predictions() {
    return PredictionKind.PROBABILITIES;
  }

  @Override
  public List<Refusal> refusals() {
    TensorType images = TensorType.floats(Shape.of(Shape.BATCH, 3, 4, 4));
    TensorType classes = new TensorType(DataType.INT64, Shape.of(Shape.BATCH));
    return List.of(
        new Refusal(
            List.of(images, classes),
            "CategoricalCrossEntropy needs FLOAT predictions [N, classes], got FLOAT[N, 3, 4, 4]"));
  }

  @Nested
  class FromLogits implements LossContract {
    @Override
    public CategoricalCrossEntropy extension() {
      return new CategoricalCrossEntropy(true);
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.CLASSES, TargetKind.DISTRIBUTIONS);
    }

    @Override
    public PredictionKind predictions() {
      return PredictionKind.LOGITS;
    }
  }
}
