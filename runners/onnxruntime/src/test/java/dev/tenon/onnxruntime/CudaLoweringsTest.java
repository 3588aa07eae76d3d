package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import dev.tenon.onnxruntime.proto.ModelProto;
import dev.tenon.reference.ReferenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for CUDA, on a machine that has none. */
class CudaLoweringsTest {
  private static final int CASES = 20;
  private static final Target CUDA = new Target(Device.CUDA, 1);
  private static final Kernels KERNELS = Kernels.of("CUDA");

  static List<OperatorFamily> families() {
    Stream<OperatorFamily> tied =
        OperatorCases.ties().stream()
            .map(f -> new OperatorFamily(f.name() + " tied", true, f.maker()));
    return Stream.concat(OperatorCases.all().stream(), tied).toList();
  }

  @Test
  void the_list_holds_what_the_lowerings_rely_on() {
    assertThat(KERNELS.operators()).isGreaterThan(100);
    assertThat(Kernels.of("CPU").operators()).isGreaterThan(130);
  }

  @ParameterizedTest
  @MethodSource("families")
  void every_operator_is_written_in_what_cuda_has_kernels_for(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed);
      OperatorCase whole = family.differentiable() ? drawn.withGradients() : drawn;
      long batch = new Feeds(whole.graph()).check(whole.values());
      ModelProto model = new ModelEmitter(whole.graph(), batch, CUDA, Lowerings.STANDARD).emit();
      assertThat(KERNELS.missing(model)).as(drawn.name()).isEmpty();
      compare(whole, model.toByteArray());
    }
  }

  static List<Graph> steps() {
    return List.of(
        Networks.mlp(12, 16, 4),
        Networks.smallCnn(28, 8, 10),
        Networks.tutorialCnn(32, 8, 6),
        Networks.oddCnn(13, 17, 5));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_step_and_a_loop_of_steps_have_cuda_kernels_alone(Graph graph) {
    ModelProto step = new ModelEmitter(graph, 4, CUDA, Lowerings.STANDARD).emit();
    Map<String, String> next = new LinkedHashMap<>(graph.carried());
    next.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    Set<String> fed = graph.fed().stream().map(Graph::nameOf).collect(Collectors.toSet());
    ModelProto loop = StepLoop.of(step, fed, next);
    assertThat(KERNELS.missing(step)).isEmpty();
    assertThat(KERNELS.missing(loop)).isEmpty();
    Set<String> operators = Kernels.operatorsOf(loop.getGraph());
    assertThat(operators).contains("Loop", "Gather").containsAll(operatorsOf(step));
    assertThat(operators).doesNotContain("Shape", "Size");
  }

  @Test
  void a_node_without_a_kernel_is_named_wherever_it_is() {
    Graph graph = Networks.smallCnn(28, 8, 10);
    ModelProto step =
        new ModelEmitter(graph, 4, new Target(Device.CPU, 1), Lowerings.STANDARD).emit();
    ModelProto loop = StepLoop.of(step, Set.of("image"), Map.of());
    assertThat(KERNELS.missing(loop))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("node ").contains(": CUDA "))
        .anySatisfy(line -> assertThat(line).contains("has no kernel of BitShift"));
    assertThat(Kernels.of("CPU").missing(loop)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void steps_written_for_cuda_learn_as_the_reference_does(Graph graph) {
    OnnxRuntimeBackend backend =
        new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1))
            .writingFor(Device.CUDA);
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      Learning.assertAlike(session, graph, 3, 2);
    }
  }

  @Test
  void cuda_draws_the_numbers_that_the_cpu_draws() {
    OperatorFamily family =
        OperatorCases.all().stream()
            .filter(f -> f.name().equals("RandomUniform"))
            .findFirst()
            .orElseThrow();
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed);
      long batch = new Feeds(drawn.graph()).check(drawn.values());
      NDArray zeros = NDArray.zeros(Feeds.bound(drawn.output().type(), batch));
      List<NDArray> numbers = new ArrayList<>();
      for (Target target : List.of(new Target(Device.CPU, 1), CUDA)) {
        ModelProto model =
            new ModelEmitter(drawn.graph(), batch, target, Lowerings.STANDARD).emit();
        numbers.add(Models.run(model.toByteArray(), drawn.values(), Map.of("y", zeros)).get("y"));
      }
      assertThat(numbers.get(1).bytes()).isEqualTo(numbers.get(0).bytes());
      assertThat(numbers.get(0).bytes()).isNotEqualTo(zeros.bytes());
    }
  }

  /** ONNX Runtime likes to move padding into the node behind; what it is told not to must exist. */
  @Test
  void padding_that_cuda_cannot_take_stays_in_a_node_of_its_own(@TempDir Path folder)
      throws Exception {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 3, 8, 8));
    Window window = Window.of(3, 3).withStrides(2, 2).padSame(x.shape());
    Graph graph = new Graph(List.of(x), Map.of("y", x.averagePool(window)));
    byte[] model = new ModelEmitter(graph, 2, CUDA, Lowerings.STANDARD).emit().toByteArray();
    assertThat(optimized(model, folder, settings -> {})).doesNotContain("Pad");
    assertThat(optimized(model, folder, NativeRuntime::keepPadding)).contains("Pad");
  }

  private interface Setting {
    void apply(OrtSession.SessionOptions settings) throws OrtException;
  }

  private static Set<String> optimized(byte[] model, Path folder, Setting setting)
      throws OrtException, IOException {
    Path file = folder.resolve("optimized.onnx");
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setOptimizedModelFilePath(file.toString());
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      setting.apply(settings);
      OrtEnvironment.getEnvironment().createSession(model, settings).close();
    }
    return operatorsOf(ModelProto.parseFrom(Files.readAllBytes(file)));
  }

  private static Set<String> operatorsOf(ModelProto model) {
    return Kernels.operatorsOf(model.getGraph());
  }

  /** What is written for CUDA is standard ONNX, so it must be right on the CPU, too. */
  private static void compare(OperatorCase drawn, byte[] model) {
    try (Session reference = new ReferenceBackend().open(drawn.graph())) {
      Map<String, NDArray> expected = reference.run(drawn.values());
      Map<String, NDArray> actual = Models.run(model, drawn.values(), expected);
      expected.forEach(
          (name, value) ->
              Closeness.assertClose(drawn.name() + " " + name, actual.get(name), value));
    }
  }
}
