package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Seeds;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  /**
   * Of a filter [K = 50, C = 40, 3, 5]: 600 in, 750 out; of a matrix [300, 200]: 300 in, 200 out.
   */
  private static final Shape FILTER = Shape.of(50, 40, 3, 5);

  private static final Shape MATRIX = Shape.of(300, 200);

  /** The standard deviation of a standard normal variable within two, by its closed form. */
  private static final double CUT =
      Math.sqrt(1 - 4 * Math.exp(-2) / Math.sqrt(2 * Math.PI) / 0.9544997361036416);

  /** Initializer, shape, variance, and beyond which value there is none. */
  static Stream<Arguments> scaled() {
    return Stream.of(
        Arguments.of(new GlorotUniform(), FILTER, 2.0 / 1350, Math.sqrt(6.0 / 1350)),
        Arguments.of(new GlorotUniform(), MATRIX, 2.0 / 500, Math.sqrt(6.0 / 500)),
        Arguments.of(new GlorotNormal(), FILTER, 2.0 / 1350, 2 / CUT * Math.sqrt(2.0 / 1350)),
        Arguments.of(new GlorotNormal(), MATRIX, 2.0 / 500, 2 / CUT * Math.sqrt(2.0 / 500)),
        Arguments.of(new HeUniform(), FILTER, 2.0 / 600, Math.sqrt(6.0 / 600)),
        Arguments.of(new HeUniform(), MATRIX, 2.0 / 300, Math.sqrt(6.0 / 300)),
        Arguments.of(new HeNormal(), FILTER, 2.0 / 600, 2 / CUT * Math.sqrt(2.0 / 600)),
        Arguments.of(new HeNormal(), MATRIX, 2.0 / 300, 2 / CUT * Math.sqrt(2.0 / 300)),
        Arguments.of(new LecunUniform(), FILTER, 1.0 / 600, Math.sqrt(3.0 / 600)),
        Arguments.of(new LecunUniform(), MATRIX, 1.0 / 300, Math.sqrt(3.0 / 300)),
        Arguments.of(new LecunNormal(), FILTER, 1.0 / 600, 2 / CUT * Math.sqrt(1.0 / 600)),
        Arguments.of(new LecunNormal(), MATRIX, 1.0 / 300, 2 / CUT * Math.sqrt(1.0 / 300)));
  }

  private static float[] draw(Initializer initializer, Shape shape, String name) {
    return initializer.values(shape, Seeds.random(1, name));
  }

  @ParameterizedTest
  @MethodSource("scaled")
  void moments_and_bounds_are_those_of_the_formula(
      Initializer initializer, Shape shape, double variance, double bound) {
    float[] values = draw(initializer, shape, "a");
    double mean = moment(values, 1);
    double standardError = Math.sqrt(variance / values.length);

    assertThat(values).hasSize((int) shape.size());
    assertThat(mean).isCloseTo(0, within(4 * standardError));
    // Of at most 30000 numbers of kurtosis at most 3 the sample variance errs by 0.9 % or less.
    assertThat(moment(values, 2)).isCloseTo(variance, within(0.03 * variance));
    assertThat(moment(values, 3)).isCloseTo(0, within(0.1 * Math.pow(variance, 1.5)));
    double largest =
        IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElseThrow();
    assertThat(largest).isBetween(0.97 * bound, bound * (1 + 1e-6));
  }

  @Test
  void normal_values_are_gathered_in_the_middle_and_uniform_ones_are_not() {
    // P(|z| < 1) within [-2, 2] is 0.6827 / 0.9545; of a uniform variable half lies in the half.
    assertThat(shareWithin(draw(new HeNormal(), MATRIX, "a"), Math.sqrt(2.0 / 300) / CUT))
        .isCloseTo(0.7152, within(0.01));
    assertThat(shareWithin(draw(new HeUniform(), MATRIX, "a"), Math.sqrt(6.0 / 300) / 2))
        .isCloseTo(0.5, within(0.01));
  }

  @Test
  void a_vector_and_a_scalar_have_the_fans_that_keras_gives_them() {
    assertThat(Fans.of(Shape.of(7))).isEqualTo(new Fans(7, 7));
    assertThat(Fans.of(Shape.SCALAR)).isEqualTo(new Fans(1, 1));
    assertThat(Fans.of(MATRIX)).isEqualTo(new Fans(300, 200));
    assertThat(Fans.of(FILTER)).isEqualTo(new Fans(600, 750));
  }

  @Test
  void constants_are_the_same_everywhere() {
    Shape shape = Shape.of(2, 2);

    assertThat(draw(new Zeros(), shape, "a")).containsExactly(0, 0, 0, 0);
    assertThat(draw(new Ones(), shape, "a")).containsExactly(1, 1, 1, 1);
    assertThat(draw(new Constant(-0.5), shape, "a")).containsExactly(-0.5f, -0.5f, -0.5f, -0.5f);
  }

  @Test
  void a_constant_must_be_finite() {
    assertThatThrownBy(() -> new Constant(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be finite, got NaN");
  }

  private static double moment(float[] values, int order) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> Math.pow(values[i], order))
        .average()
        .orElseThrow();
  }

  private static double shareWithin(float[] values, double bound) {
    return IntStream.range(0, values.length).filter(i -> Math.abs(values[i]) < bound).count()
        / (double) values.length;
  }
}
