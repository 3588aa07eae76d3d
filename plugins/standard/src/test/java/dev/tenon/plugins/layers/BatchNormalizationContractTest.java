package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

// region contract
@ParameterizedClass
@MethodSource("variants")
class BatchNormalizationContractTest implements LayerContract {
  @Parameter private BatchNormalization layer;

  static Stream<BatchNormalization> variants() {
    BatchNormalization all = new BatchNormalization();
    return Stream.of(all, all.withScale(false), all.withCenter(false));
  }

  @Override
  public BatchNormalization extension() {
    return layer;
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 3), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Override
  public boolean updatesState() {
    return true;
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "BatchNormalization needs FLOAT channels on axis 1, [N, channels, ...]; got FLOAT[N]",
            Shape.of(Shape.BATCH)));
  }
}
// endregion
