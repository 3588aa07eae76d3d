package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Op;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import dev.tenon.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulationsTest {
  private static final int SEEDS = 50;
  private static final int MOST = 150;

  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(
          new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false));

  /** A formulation of an operator that has several. */
  record Choice(Class<? extends Op> operator, String name) {
    @Override
    public String toString() {
      return operator.getSimpleName() + " " + name;
    }

    /** Whether the formulation may be written of the operator that makes a tensor. */
    boolean fits(Tensor tensor) {
      return operator.isInstance(tensor.op()) && fits(operator, tensor);
    }

    private <O extends Op> boolean fits(Class<O> operator, Tensor tensor) {
      List<TensorType> operands = tensor.inputs().stream().map(Tensor::type).toList();
      Application<O> application =
          new Application<>(
              operator.cast(tensor.op()), operands, tensor.type(), new Target(Device.CPU, 1));
      return Lowerings.STANDARD.formulations(operator).stream()
          .filter(f -> f.name().equals(name))
          .allMatch(f -> f.fits().test(application));
    }
  }

  static List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    for (Class<?> operator : Lowerings.STANDARD.operators()) {
      Class<? extends Op> type = operator.asSubclass(Op.class);
      List<String> names = Lowerings.STANDARD.choices().get(type.getSimpleName());
      if (names != null) {
        names.forEach(name -> choices.add(new Choice(type, name)));
      }
    }
    return choices;
  }

  @ParameterizedTest
  @MethodSource("choices")
  void each_gives_the_results_of_the_reference(Choice choice) {
    OnnxRuntimeBackend forced =
        backend.withFormulation(choice.operator.getSimpleName(), choice.name);
    List<OperatorCase> cases =
        IntStream.range(0, SEEDS)
            .boxed()
            .flatMap(seed -> families().stream().map(family -> drawn(family, seed)))
            .filter(drawn -> drawn.graph().nodes().stream().anyMatch(choice::fits))
            .limit(MOST)
            .toList();
    assertThat(cases).as("cases of " + choice).hasSizeGreaterThan(10);
    cases.forEach(drawn -> compare(choice, forced, drawn));
  }

  private static OperatorCase drawn(OperatorFamily family, int seed) {
    OperatorCase drawn = family.at(seed);
    return family.differentiable() ? drawn.withGradients() : drawn;
  }

  /** Operators once each, and those with ties, whose gradients have several formulations, too. */
  private static List<OperatorFamily> families() {
    Stream<OperatorFamily> tied =
        OperatorCases.ties().stream()
            .map(f -> new OperatorFamily(f.name() + " tied", true, f.maker()));
    return Stream.concat(OperatorCases.all().stream(), tied).toList();
  }

  private static void compare(Choice choice, OnnxRuntimeBackend forced, OperatorCase drawn) {
    Graph graph = drawn.graph();
    try (Session reference = new ReferenceBackend().open(graph);
        Session session = forced.open(graph)) {
      Map<String, NDArray> expected = reference.run(drawn.values());
      Map<String, NDArray> actual = session.run(drawn.values());
      expected.forEach(
          (output, value) ->
              Closeness.assertClose(
                  choice + ", " + drawn.name() + " " + output, actual.get(output), value));
    }
  }

  @Test
  void an_unknown_operator_or_formulation_names_those_that_exist() {
    assertThatThrownBy(() -> backend.withFormulation("Conv2D", "columns"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ConvFilterGrad")
        .hasMessageContaining("not of Conv2D");
    assertThatThrownBy(() -> backend.withFormulation("ConvFilterGrad", "magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns")
        .hasMessageEndingWith("no magic");
  }

  @Test
  void a_forced_formulation_is_chosen_where_it_fits_and_the_cheapest_elsewhere() {
    Application<ConvFilterGrad> at = filterGradient(1, Device.CPU);
    Lowerings forced = Lowerings.STANDARD.forcing("ConvFilterGrad", "conv");
    assertThat(chosen(at)).isEqualTo("columns");
    assertThat(forced.choice(ConvFilterGrad.class, at).name()).isEqualTo("conv");
  }

  @Test
  void a_gpu_unrolls_an_image_by_slices_and_takes_lines_of_channels_in_groups() {
    assertThat(chosen(filterGradient(1, Device.CUDA))).isEqualTo("slices");
    assertThat(chosen(filterGradient(2, Device.CUDA))).isEqualTo("lines");
  }

  @Test
  void a_processor_unrolls_what_single_channels_convolve_while_it_fits_into_memory() {
    assertThat(chosen(filterGradient(32, 32, 112, Device.CPU))).isEqualTo("columns");
    assertThat(chosen(filterGradient(256, 256, 28, Device.CPU))).isEqualTo("columns");
    assertThat(chosen(filterGradient(1 << 14, 1 << 14, 28, Device.CPU))).isEqualTo("lines");
    assertThat(chosen(filterGradient(256, 256, 280, Device.CPU))).isEqualTo("conv");
  }

  @Test
  void long_lines_and_large_groups_are_not_multiplied_as_a_whole() {
    assertThat(chosen(filterGradient(8, 64, 28, Device.CPU))).isEqualTo("conv");
    assertThat(chosen(filterGradient(2, 256, 56, Device.CPU))).isEqualTo("conv");
    assertThat(chosen(filterGradient(2, 256, 56, Device.CUDA))).isEqualTo("slices");
    assertThat(chosen(filterGradient(32, 32, 300, Device.CUDA))).isEqualTo("slices");
  }

  private static String chosen(Application<ConvFilterGrad> at) {
    return Lowerings.STANDARD.choice(ConvFilterGrad.class, at).name();
  }

  private static Application<ConvFilterGrad> filterGradient(int groups, Device device) {
    return filterGradient(groups, 4, 9, device);
  }

  private static Application<ConvFilterGrad> filterGradient(
      int groups, int channels, int size, Device device) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, channels, size, size));
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(channels, channels / groups, 3, 3));
    Tensor d = Tensor.input("d", DataType.FLOAT, Shape.of(2, channels, size - 2, size - 2));
    Tensor dw = Tensor.of(new ConvFilterGrad(Window.of(3, 3), groups), x, w, d);
    List<TensorType> operands = dw.inputs().stream().map(Tensor::type).toList();
    return new Application<>((ConvFilterGrad) dw.op(), operands, dw.type(), new Target(device, 2));
  }

  @Test
  void a_strided_gradient_is_convolved_where_its_filter_has_whole_phases_of_several_elements() {
    assertThat(backend.formulation(halved(32, 28, 4))).contains("flipped");
    assertThat(backend.formulation(halved(32, 28, 3))).contains("transposed");
    assertThat(backend.formulation(halved(32, 28, 2))).contains("transposed");
  }

  /** The gradient for the input of a convolution with strides of 2. */
  private static Tensor halved(int channels, int size, int kernel) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, channels, size, size));
    Shape filters = Shape.of(channels, channels, kernel, kernel);
    Window window = Window.of(kernel, kernel).withStrides(2, 2);
    Tensor y = x.conv(Tensor.input("w", DataType.FLOAT, filters), window, 1);
    return y.op().gradient(y, y).get(0);
  }

  @Test
  void a_backend_tells_which_formulation_it_writes_of_a_tensor() {
    Tensor strided = halved(3, 9, 3);
    assertThat(backend.formulation(strided)).contains("transposed");
    assertThat(backend.writingFor(Device.CUDA).formulation(strided)).contains("flipped");
    assertThat(backend.withFormulation("ConvInputGrad", "winograd-6").formulation(strided))
        .as("one that does not fit is not written")
        .contains("transposed");
    assertThat(backend.formulation(strided.exp())).as("said in one way").isEmpty();
  }
}
