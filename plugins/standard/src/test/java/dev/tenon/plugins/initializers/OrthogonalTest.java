package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalTest implements InitializerContract {
  @Override
  public Orthogonal extension() {
    return new Orthogonal(2);
  }

  @Override
  public List<Shape> shapes() {
    // No scalar, for which there are two values alone.
    return List.of(Shape.of(150, 100), Shape.of(25, 20, 3, 5), Shape.of(999));
  }

  @Override
  public Moments moments(Shape shape) {
    // Of the longer side, the squares of a row or column add up to 4.
    long rows = shape.rank() < 2 ? 1 : shape.dim(0);
    return new Moments(0, 4.0 / Math.max(rows, shape.size() / rows));
  }

  @Test
  void the_default_keeps_lengths() {
    assertThat(new Orthogonal()).isEqualTo(new Orthogonal(1));
  }

  @ParameterizedTest
  @CsvSource({"3, 8", "8, 3", "5, 5", "1, 4", "64, 64"})
  void the_fewer_of_rows_and_columns_are_perpendicular_and_as_long_as_the_gain(
      int rows, int columns) {
    requireOrthogonal(new Orthogonal(3).values(Shape.of(rows, columns), Seeds.random(7)), rows);
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 2, 2", "40, 2, 3, 3"})
  void filters_are_perpendicular_if_they_can_be(int filters, int channels, int height, int width) {
    Shape shape = Shape.of(filters, channels, height, width);
    requireOrthogonal(new Orthogonal(3).values(shape, Seeds.random(7)), filters);
  }

  private static void requireOrthogonal(float[] w, int rows) {
    int columns = w.length / rows;
    int few = Math.min(rows, columns);
    for (int i = 0; i < few; i++) {
      for (int j = 0; j < few; j++) {
        double product = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          product +=
              rows <= columns
                  ? (double) w[i * columns + k] * w[j * columns + k]
                  : (double) w[k * columns + i] * w[k * columns + j];
        }
        assertThat(product).as("%d and %d", i, j).isCloseTo(i == j ? 9 : 0, within(1e-5));
      }
    }
  }

  @Test
  void no_direction_and_no_turn_is_likelier_than_another() {
    // The entries of a random rotation or reflection of the plane are cosines of a uniform angle,
    // whose fourth power has the mean 3/8; and it turns over as often as it does not.
    int draws = 4000;
    double[] means = new double[4];
    double fourth = 0;
    double reflections = 0;
    for (int i = 0; i < draws; i++) {
      float[] w = new Orthogonal().values(Shape.of(2, 2), Seeds.random(1, i));
      for (int k = 0; k < means.length; k++) {
        means[k] += (double) w[k] / draws;
      }
      fourth += Math.pow(w[3], 4) / draws;
      reflections += w[0] * w[3] - w[1] * w[2] < 0 ? 1.0 / draws : 0;
    }
    // Five standard errors: variances are 1/2, 35/128 - 9/64 = 17/128, and 1/4.
    assertThat(means).containsExactly(new double[4], within(5 * Math.sqrt(0.5 / draws)));
    assertThat(fourth).isCloseTo(0.375, within(5 * Math.sqrt(17 / 128.0 / draws)));
    assertThat(reflections).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / draws)));
  }

  @Test
  void a_vector_and_a_scalar_are_as_long_as_the_gain() {
    float[] vector = new Orthogonal(2).values(Shape.of(5), Seeds.random(1));
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    assertThat(squares).isCloseTo(4, within(1e-6));
    assertThat(Math.abs(new Orthogonal(2).values(Shape.SCALAR, Seeds.random(1))[0])).isEqualTo(2f);
  }

  @Test
  void impossible_gains_are_refused() {
    for (double gain : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> new Orthogonal(gain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("gain must be positive and finite, got " + gain);
    }
  }
}
