package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Op;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.reference.ReferenceBackend;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinogradTest {
  private static final Window SAME = Window.of(3, 3).withPads(List.of(1, 1), List.of(1, 1));
  private static final Window VALID = Window.of(3, 3);
  private static final Target TARGET = new Target(Device.CPU, 2);

  @ParameterizedTest
  @CsvSource({"6, 5e-6", "7, 1e-5", "8, 1.5e-5"})
  void rounding_errors_stay_small_when_many_channels_are_added_up(int points, double bound) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 32, 20, 17));
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(24, 32, 3, 3));
    Tensor d = Tensor.input("d", DataType.FLOAT, Shape.of(2, 24, 20, 17));
    Map<String, Tensor> results =
        Map.of(
            "y", Tensor.of(new Conv(SAME, 1), x, w),
            "dx", d.convTranspose(w, SAME, 1, 20, 17),
            "dw", Tensor.of(new ConvFilterGrad(SAME, 1), x, w, d));
    Graph graph = new Graph(List.of(x, w, d), results);
    Map<String, NDArray> values = Map.of("x", noise(x, 1), "w", noise(w, 2), "d", noise(d, 3));
    try (Session reference = new ReferenceBackend().open(graph);
        Session session = forced(points).open(graph)) {
      Map<String, NDArray> expected = reference.run(values);
      Map<String, NDArray> actual = session.run(values);
      expected.forEach(
          (name, value) ->
              assertThat(error(actual.get(name), value)).as(name).isBetween(1e-8, bound));
    }
  }

  private static OnnxRuntimeBackend forced(int points) {
    String name = "winograd-" + points;
    return new OnnxRuntimeBackend(
            new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false))
        .withFormulation("Conv", name)
        .withFormulation("ConvInputGrad", name)
        .withFormulation("ConvFilterGrad", name);
  }

  private static NDArray noise(Tensor tensor, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NDArray values = NDArray.zeros(tensor.type());
    FloatBuffer floats = values.floats();
    while (floats.hasRemaining()) {
      floats.put((float) random.nextDouble(-1, 1));
    }
    return values;
  }

  private static double error(NDArray actual, NDArray expected) {
    float[] a = actual.toFloats();
    float[] e = expected.toFloats();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < e.length; i++) {
      largest = Math.max(largest, Math.abs(e[i]));
      difference = Math.max(difference, Math.abs((double) a[i] - e[i]));
    }
    return difference / largest;
  }

  @ParameterizedTest
  @CsvSource({"8, 128, 128, 75", "8, 64, 128, 75", "8, 256, 256, 37", "32, 128, 256, 37"})
  void a_convolution_of_many_channels_and_its_gradients_take_the_same_tiles(
      int batch, int channels, int filters, int size) {
    List<String> names = choices(SAME, batch, channels, filters, size);
    assertThat(names.get(0)).startsWith("winograd-");
    assertThat(names).containsOnly(names.get(0));
  }

  @Test
  void a_large_image_and_few_channels_stay_direct() {
    assertThat(choices(SAME, 8, 64, 64, 150)).containsExactly("direct", "flipped", "conv");
    assertThat(choices(SAME, 8, 3, 64, 150)).containsExactly("direct", "flipped", "columns");
    assertThat(choices(VALID, 64, 1, 32, 28)).containsExactly("direct", "flipped", "columns");
  }

  @Test
  void the_filter_gradient_of_few_filters_takes_tiles_beside_a_direct_convolution() {
    assertThat(choices(SAME, 64, 16, 16, 32)).containsExactly("direct", "flipped", "winograd-6");
  }

  @Test
  void strides_dilations_groups_and_other_devices_have_no_such_form() {
    TensorType x = TensorType.floats(Shape.of(8, 64, 20, 20));
    TensorType w = TensorType.floats(Shape.of(64, 64, 3, 3));
    assertThat(fits(new Conv(SAME, 1), TARGET, x, w)).isTrue();
    assertThat(fits(new Conv(SAME.withStrides(2, 1), 1), TARGET, x, w)).isFalse();
    assertThat(fits(new Conv(SAME.withDilations(1, 2), 1), TARGET, x, w)).isFalse();
    TensorType half = TensorType.floats(Shape.of(64, 32, 3, 3));
    assertThat(fits(new Conv(SAME, 2), TARGET, x, half)).isFalse();
    assertThat(fits(new Conv(SAME, 1), new Target(Device.CUDA, 2), x, w)).isFalse();
    TensorType any = TensorType.floats(Shape.of(Shape.BATCH, 64, 20, 20));
    assertThat(fits(new Conv(SAME, 1), TARGET, any, w)).isFalse();
  }

  private static boolean fits(Conv op, Target target, TensorType... operands) {
    List<TensorType> types = List.of(operands);
    Application<Conv> at = new Application<>(op, types, op.infer(types), target);
    return Lowerings.STANDARD.formulations(Conv.class).stream()
        .filter(f -> f.name().equals("winograd-6"))
        .allMatch(f -> f.fits().test(at));
  }

  /** What a convolution, its input gradient and its filter gradient are written as. */
  private static List<String> choices(
      Window window, int batch, int channels, int filters, int size) {
    TensorType x = TensorType.floats(Shape.of(batch, channels, size, size));
    TensorType w = TensorType.floats(Shape.of(filters, channels, 3, 3));
    TensorType y = new Conv(window, 1).infer(List.of(x, w));
    List<Long> sizes = List.of((long) size, (long) size);
    return List.of(
        choice(Conv.class, new Conv(window, 1), x, w),
        choice(ConvInputGrad.class, new ConvInputGrad(window, 1, sizes), w, y),
        choice(ConvFilterGrad.class, new ConvFilterGrad(window, 1), x, w, y));
  }

  private static <O extends Op> String choice(Class<O> operator, O op, TensorType... operands) {
    List<TensorType> types = List.of(operands);
    Application<O> at = new Application<>(op, types, op.infer(types), TARGET);
    return Lowerings.STANDARD.choice(operator, at).name();
  }
}
