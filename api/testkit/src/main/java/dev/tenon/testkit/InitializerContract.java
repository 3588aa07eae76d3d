package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Initializer}.
 *
 * <pre>{@code
 * class LecunNormalTest implements InitializerContract {
 *   @Override
 *   public LecunNormal extension() {
 *     return new LecunNormal();
 *   }
 *
 *   @Override
 *   public Moments moments(Shape shape) {
 *     return new Moments(0, 1.0 / shape.dim(0));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface InitializerContract extends Contract<Initializer> {
  /** How many standard errors a sample's mean and variance may be off. */
  double STANDARD_ERRORS = 5;

  /**
   * Returns the mean and variance that the values are to have; for a constant, its value and 0.
   *
   * @param shape one of {@link #shapes()}
   * @return the moments
   */
  Moments moments(Shape shape);

  /**
   * Returns the shapes that it is tried with; a matrix, filters, a vector and a scalar by default.
   */
  default List<Shape> shapes() {
    return List.of(Shape.of(150, 100), Shape.of(25, 20, 3, 5), Shape.of(999), Shape.SCALAR);
  }

  /**
   * Tells whether values are drawn at random; by default, if any of the {@link #shapes()} has a
   * variance. Override it for values that differ and are always the same.
   */
  default boolean drawsAtRandom() {
    return shapes().stream().anyMatch(shape -> moments(shape).variance() > 0);
  }

  /**
   * There must be as many values as the shape has elements, and all must be finite.
   *
   * @param law the law
   */
  @Test
  default void every_element_has_a_finite_value(Law law) {
    for (Shape shape : shapes()) {
      float[] values = values(law, shape, seed());
      law.require(
          values.length == shape.size(), "%d values for %d elements", values.length, shape.size());
      for (int i = 0; i < values.length; i++) {
        law.require(Float.isFinite(values[i]), "element %d is %s", i, values[i]);
      }
    }
  }

  /**
   * The same numbers to draw from must give the same values, whatever was drawn in between, or a
   * run could not be repeated; other numbers must give other values if they are drawn at random,
   * unless all are one, and only then.
   *
   * @param law the law
   */
  @Test
  default void values_are_a_function_of_the_random_numbers_alone(Law law) {
    for (Shape shape : shapes()) {
      float[] first = values(law, shape, seed());
      float[] other = values(law, shape, seed() + 1);
      float[] again = values(law, shape, seed());
      law.require(Arrays.equals(first, again), "the same numbers gave other values");
      boolean same = Arrays.equals(first, other);
      law.require(
          !same || !drawsAtRandom() || moments(shape).variance() == 0,
          "other numbers gave the same values");
      law.require(
          same || drawsAtRandom(),
          "drawsAtRandom() is declared to be false, and other numbers gave other values");
    }
  }

  /**
   * The values' mean and variance must be those that are declared, within the error of a sample.
   *
   * @param law the law
   */
  @Test
  default void mean_and_variance_are_those_declared(Law law) {
    for (Shape shape : shapes()) {
      float[] values = values(law, shape, seed());
      Moments declared = moments(shape);
      double mean = moment(values, 0, 1);
      double variance = moment(values, declared.mean(), 2);
      double spread = moment(values, declared.mean(), 4) - variance * variance;
      double rounding = 1e-6 * (Math.abs(declared.mean()) + Math.sqrt(declared.variance()));
      double meanError =
          STANDARD_ERRORS * Math.sqrt(declared.variance() / values.length) + rounding;
      law.require(
          Math.abs(mean - declared.mean()) <= meanError,
          "the mean is %s, and %s is declared; it may be %s off",
          mean,
          declared.mean(),
          meanError);
      double varianceError =
          STANDARD_ERRORS * Math.sqrt(Math.max(0, spread) / values.length) + rounding * rounding;
      // A sample of one element says nothing of a variance.
      law.require(
          values.length == 1 || Math.abs(variance - declared.variance()) <= varianceError,
          "the variance is %s, and %s is declared; it may be %s off",
          variance,
          declared.variance(),
          varianceError);
    }
  }

  private float[] values(Law law, Shape shape, long seed) {
    law.on("shape " + shape);
    return extension().values(shape, Seeds.random(seed, law.sentence(), shape));
  }

  private static double moment(float[] values, double about, int order) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> Math.pow(values[i] - about, order))
        .average()
        .orElse(Double.NaN);
  }
}
