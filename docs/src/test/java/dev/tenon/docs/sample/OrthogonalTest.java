package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// region test
class OrthogonalTest implements InitializerContract {
  @Override
  public Orthogonal extension() {
    return new Orthogonal(2);
  }

  @Override
  public Moments moments(Shape shape) {
    long rows = shape.dim(0);
    return new Moments(0, 4.0 / Math.max(rows, shape.size() / rows));
  }

  @Override
  public List<Shape> shapes() {
    // No scalar, for which there are two values alone.
    return List.of(Shape.of(150, 100), Shape.of(25, 20, 3, 5), Shape.of(999));
  }

  @ParameterizedTest
  @CsvSource({"3, 8", "8, 3", "5, 5"})
  void the_fewer_of_rows_and_columns_are_perpendicular(int rows, int columns) {
    float[] w = new Orthogonal().values(Shape.of(rows, columns), Seeds.random(7));
    int few = Math.min(rows, columns);
    for (int i = 0; i < few; i++) {
      for (int j = 0; j < few; j++) {
        double product = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          product +=
              rows <= columns
                  ? w[i * columns + k] * w[j * columns + k]
                  : w[k * columns + i] * w[k * columns + j];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
      }
    }
  }
}
// endregion
