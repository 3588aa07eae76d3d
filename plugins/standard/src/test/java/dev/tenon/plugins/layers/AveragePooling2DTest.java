package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;

class AveragePooling2DTest implements PoolingContract {
  @Override
  public AveragePooling2D extension() {
    return new AveragePooling2D();
  }

  @Nested
  class Padded implements PoolingContract {
    @Override
    public AveragePooling2D extension() {
      return new AveragePooling2D(3).withStrides(2).withPadding(Padding.SAME);
    }
  }

  @Nested
  class Overlapping implements PoolingContract {
    @Override
    public AveragePooling2D extension() {
      return new AveragePooling2D(new Size(2, 3)).withStrides(new Size(1, 2));
    }
  }

  @Nested
  class Large implements PoolingContract {
    @Override
    public AveragePooling2D extension() {
      return new AveragePooling2D(4);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(Refusal.of("[4, 4]", Shape.of(Shape.BATCH, 8, 3, 9)));
    }
  }
}
