package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The normal numbers of a scope, on both backends. */
class RandomNormalTest {
  private static final int ROW = 1000;
  private static final Tensor STEP = Tensor.input("step", DataType.INT64, Shape.SCALAR);
  private static final Tensor LIKE =
      Tensor.input("like", DataType.FLOAT, Shape.of(Shape.BATCH, ROW));
  private static final Graph DRAWN =
      new Graph(
          List.of(STEP, LIKE),
          Map.of("drawn", Scope.training(1, STEP).randomNormal(LIKE, OptionalLong.of(3))));

  private static float[] drawn(Session session, long step, int rows) {
    TensorType like = TensorType.floats(Shape.of(rows, ROW));
    Map<String, NDArray> feeds =
        Map.of("step", NDArray.longs(Shape.SCALAR, step), "like", NDArray.zeros(like));
    return session.run(feeds).get("drawn").toFloats();
  }

  private static float[] byReference(long step, int rows) {
    try (Session session = new ReferenceBackend().open(DRAWN)) {
      return drawn(session, step, rows);
    }
  }

  private static double moment(float[] values, int order) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> Math.pow(values[i], order))
        .average()
        .orElseThrow();
  }

  @Test
  void moments_are_those_of_the_standard_normal_distribution() {
    float[] z = byReference(1, 100);
    // Five standard errors of each: the variance of z^k is E z^2k - (E z^k)^2.
    double five = 5 / Math.sqrt(z.length);

    assertThat(moment(z, 1)).isCloseTo(0, within(five));
    assertThat(moment(z, 2)).isCloseTo(1, within(five * Math.sqrt(2)));
    assertThat(moment(z, 3)).isCloseTo(0, within(five * Math.sqrt(15)));
    assertThat(moment(z, 4)).isCloseTo(3, within(five * Math.sqrt(96)));
  }

  @Test
  void shares_below_bounds_are_those_of_the_standard_normal_distribution() {
    float[] z = byReference(2, 100);
    double[] bounds = {-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3};
    // Abramowitz and Stegun, table 26.1.
    double[] shares = {
      0.00621, 0.02275, 0.06681, 0.15866, 0.30854, 0.5, 0.69146, 0.84134, 0.93319, 0.97725, 0.99379,
      0.99865
    };
    for (int i = 0; i < bounds.length; i++) {
      double bound = bounds[i];
      long below = IntStream.range(0, z.length).filter(k -> z[k] < bound).count();
      double error = Math.sqrt(shares[i] * (1 - shares[i]) / z.length);
      assertThat((double) below / z.length)
          .as("share below %s", bound)
          .isCloseTo(shares[i], within(5 * error));
    }
  }

  @Test
  void neighbours_and_following_steps_are_uncorrelated() {
    float[] z = byReference(3, 100);
    float[] next = byReference(4, 100);
    double five = 5 / Math.sqrt(z.length);

    assertThat(product(z, 0, z, 1)).isCloseTo(0, within(five));
    assertThat(product(z, 0, z, ROW)).isCloseTo(0, within(five));
    assertThat(product(z, 0, next, 0)).isCloseTo(0, within(five));
  }

  private static double product(float[] a, int from, float[] b, int ahead) {
    return IntStream.range(from, a.length - ahead)
        .mapToDouble(i -> (double) a[i] * b[i + ahead])
        .average()
        .orElseThrow();
  }

  @Test
  void onnx_runtime_draws_what_the_reference_draws_to_the_ends_of_the_range() {
    OnnxRuntimeBackend backend =
        new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU));
    try (Session session = backend.open(DRAWN)) {
      for (long step : new long[] {1, 2, 7378, 39246, (1L << 31) + 5}) {
        float[] expected = byReference(step, 2);
        float[] actual = drawn(session, step, 2);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual[i])
              .as("element %d, step %d", i, step)
              .isCloseTo(expected[i], within(2e-6f));
        }
      }
      // There the uniform number of the radius is 0, and its logarithm's argument 1.
      assertThat(drawn(session, 7378, 1)[182]).isZero();
      // There it is 1 - 2^-24, the largest: the radius is sqrt(2 * 24 * log(2)) = 5.768.
      float[] largest = drawn(session, 39246, 1);
      assertThat(Math.abs(largest[865])).isBetween(1f, 5.7681f);
    }
  }
}
