package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.spi.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be tested without a GPU: models written for CUDA take its place, on the CPU. */
class GpuParityTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static ParityOptions options(Device device, double scale) {
    Model model =
        new Model(
            new Input(11, 10, 3),
            new Conv2D(6, 3, new Relu()).withPadding(Padding.SAME).withStrides(2),
            new MaxPooling2D(),
            new BatchNormalization(),
            new Flatten(),
            new Dropout(0.3),
            new Dense(4, new Softmax()));
    Workload small =
        new Workload("small", Workload.mlp(8).experiment().withModel(model).withBatch(8));
    return new ParityOptions(
        device, 1, 5, 3, scale, List.of(new ParityOptions.Trained("small", small, 1e-5, 6)));
  }

  @Test
  void what_is_written_for_cuda_agrees_and_is_measured() throws IOException {
    List<String> failures = new GpuParity(options(Device.CPU, 1), out).run();
    assertThat(failures).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches("\\| small \\| 8 \\| 5 \\| \\S+ \\| [^|]+ \\| none \\|"))
        .anyMatch(line -> line.matches("\\| small \\| 8( \\| [0-9.]+){4} \\|"))
        .contains("parity holds");
  }

  @Test
  void trajectories_are_compared_by_their_losses_and_by_what_changed() {
    Trajectory one = trajectory(new double[] {2, 1}, 4, 3);
    Trajectory other = trajectory(new double[] {2, 0.8}, 4, 1);
    assertThat(one.lossDifference(one)).isZero();
    assertThat(one.changeDifferences(one)).containsExactly(entry("w", 0.0));
    assertThat(one.lossDifference(other)).isCloseTo(0.25, within(1e-12));
    // From (1, 1) to (4, 1) is 3, and from there to (4, 3) 2.
    assertThat(one.changeDifferences(other).get("w")).isCloseTo(2.0 / 3, within(1e-12));
    Trajectory broken = trajectory(new double[] {Double.NaN, 1}, 4, 1);
    assertThat(broken.lossDifference(one)).isNaN();
  }

  private static Trajectory trajectory(double[] losses, float... last) {
    Map<String, NDArray> first = Map.of("w", NDArray.floats(Shape.of(2), 1, 1));
    return new Trajectory(losses, first, Map.of("w", NDArray.floats(Shape.of(2), last)));
  }

  @Test
  void a_machine_without_a_gpu_is_told_in_one_line() {
    assumeTrue(new OnnxRuntimeBackend().device() == Device.CPU, "there is a GPU");
    assertThatThrownBy(() -> new GpuParity(options(Device.CUDA, 0), out).run())
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("device cuda cannot be used: ")
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void nodes_on_another_provider_are_named() {
    NodePlaces places =
        new NodePlaces(Map.of("CUDA", Set.of("Conv", "Add"), "CPU", Set.of("BitShift")));
    assertThat(places.elsewhere("CUDA")).containsExactly("BitShift on CPU");
    assertThat(places.elsewhere("CPU")).containsExactly("Add on CUDA", "Conv on CUDA");
  }

  @Test
  void an_unknown_argument_or_model_is_refused() {
    assertThatThrownBy(() -> ParityOptions.of("divice=cpu")).hasMessageEndingWith("got divice=cpu");
    assertThatThrownBy(() -> ParityOptions.of("models=vgg")).hasMessage("no model is called vgg");
    assertThat(ParityOptions.of("device=cpu", "models=mlp").models()).hasSize(1);
  }
}
