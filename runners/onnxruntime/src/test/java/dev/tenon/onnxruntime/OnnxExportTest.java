package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
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
import dev.tenon.onnxruntime.proto.NodeProto;
import dev.tenon.onnxruntime.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
  private static final String CHECKER = "/usr/bin/python3";

  @Test
  void only_operators_of_the_standard_domain_are_written() throws InvalidProtocolBufferException {
    Set<String> operators = new TreeSet<>();
    for (OperatorFamily family : OperatorCases.all()) {
      for (int seed = 0; seed < 10; seed++) {
        ModelProto model = parse(new OnnxExport(family.at(seed).graph()).toBytes());
        assertThat(model.getOpsetImportList()).hasSize(1);
        assertThat(model.getOpsetImport(0).getDomain()).isEmpty();
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getGraph().getNodeList()).allMatch(n -> n.getDomain().isEmpty());
        model.getGraph().getNodeList().stream().map(NodeProto::getOpType).forEach(operators::add);
      }
    }
    assertThat(operators).contains("Conv", "MatMul", "Resize", "Add");
    assertThat(operators).doesNotContain("Loop", "If", "Scan", "BatchNormalization");
    assertThat(operators)
        .as("what CUDA has not, does otherwise or in no order")
        .doesNotContain("BitShift", "ConvTranspose", "ScatterElements");
  }

  @Test
  void the_same_graph_gives_the_same_bytes() {
    byte[] bytes = new OnnxExport(Networks.smallCnn(12, 4, 3)).toBytes();
    assertThat(new OnnxExport(Networks.smallCnn(12, 4, 3)).toBytes()).isEqualTo(bytes);
    Graph forward = Networks.smallCnnForward(12, 4, 3);
    OnnxExport export =
        new OnnxExport(forward)
            .withConstants(Networks.initial(forward))
            .withMetadata("b", "2")
            .withMetadata("a", "1");
    OnnxExport other =
        new OnnxExport(Networks.smallCnnForward(12, 4, 3))
            .withMetadata("a", "1")
            .withConstants(Networks.initial(forward))
            .withMetadata("b", "2");
    assertThat(other.toBytes()).isEqualTo(export.toBytes());
  }

  @Test
  void names_are_unique_and_every_constant_is_used_and_written_once()
      throws InvalidProtocolBufferException {
    ModelProto model = parse(new OnnxExport(Networks.smallCnn(12, 4, 3)).toBytes());
    List<String> names =
        model.getGraph().getNodeList().stream().flatMap(n -> n.getOutputList().stream()).toList();
    assertThat(names).doesNotHaveDuplicates();
    Set<String> used = new TreeSet<>();
    model.getGraph().getNodeList().forEach(n -> used.addAll(n.getInputList()));
    assertThat(model.getGraph().getInitializerList()).allMatch(c -> used.contains(c.getName()));
    assertThat(
            model.getGraph().getInitializerList().stream()
                .map(c -> c.toBuilder().clearName().build()))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_bias_of_a_convolution_is_written_as_a_vector() throws InvalidProtocolBufferException {
    Tensor image = Tensor.input("image", DataType.FLOAT, Shape.of(Shape.BATCH, 1, 3, 3));
    Tensor kernel = Tensor.input("kernel", DataType.FLOAT, Shape.of(2, 1, 2, 2));
    Tensor bias = Tensor.input("bias", DataType.FLOAT, Shape.of(1, 2, 1, 1));
    Tensor y = image.conv(kernel, Window.of(2, 2), 1).add(bias);
    Graph graph = new Graph(List.of(image, kernel, bias), Map.of("y", y));
    ModelProto model = parse(new OnnxExport(graph).toBytes());
    assertThat(model.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly("Reshape", "Conv");
    assertThat(model.getGraph().getNode(1).getInput(2))
        .isEqualTo(model.getGraph().getNode(0).getOutput(0));
  }

  @Test
  void a_training_step_keeps_its_variables_as_inputs_and_their_successors_as_outputs()
      throws InvalidProtocolBufferException {
    Graph graph = Networks.smallCnn(12, 4, 3);
    ModelProto model = parse(new OnnxExport(graph).toBytes());
    assertThat(model.getGraph().getInputList())
        .extracting(ValueInfoProto::getName)
        .hasSize(graph.inputs().size())
        .contains("image", "label", "step", "learning_rate", "kernel0", "adam/kernel0/m");
    assertThat(model.getGraph().getOutputList())
        .extracting(ValueInfoProto::getName)
        .contains("loss", "prediction", "kernel0:next", "adam/kernel0/m:next");
    assertThat(model.getGraph().getInput(0).getType().getTensorType().getShape().getDim(0))
        .satisfies(batch -> assertThat(batch.getDimParam()).isEqualTo("N"));
  }

  @Test
  void an_exported_training_step_takes_the_step_that_the_session_takes() {
    Graph graph = Networks.oddCnn(13, 17, 5);
    Map<String, NDArray> values = Networks.initial(graph);
    Map<String, NDArray> feeds = Networks.feeds(graph, 6, 5, 1);
    try (Session session = new OnnxRuntimeBackend().open(graph)) {
      values.forEach(session::write);
      Map<String, NDArray> expected = new HashMap<>(session.run(feeds));
      graph.carried().forEach((input, output) -> expected.put(output, session.read(input)));
      Map<String, NDArray> all = new HashMap<>(values);
      all.putAll(feeds);
      Models.run(new OnnxExport(graph).toBytes(), all, expected)
          .forEach((name, value) -> Closeness.assertClose(name, value, expected.get(name)));
    }
  }

  @Test
  void a_constant_that_is_no_input_or_of_another_type_is_refused() {
    OnnxExport export = new OnnxExport(Networks.smallCnnForward(12, 4, 3));
    assertThatThrownBy(
            () -> export.withConstants(Map.of("kernel", NDArray.floats(Shape.SCALAR, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the graph has no input kernel, only [image, kernel0");
    assertThatThrownBy(
            () -> export.withConstants(Map.of("kernel0", NDArray.floats(Shape.SCALAR, 1))))
        .hasMessage("input kernel0 is FLOAT[4, 1, 3, 3], got FLOAT[]");
    assertThatThrownBy(() -> export.withLabels(List.of("a", "b\nc")))
        .hasMessage("a label must be one line, got \"b\nc\"");
  }

  @Test
  void an_output_that_is_named_like_an_input_is_refused() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2));
    OnnxExport export = new OnnxExport(new Graph(List.of(x), Map.of("x", x.neg())));
    assertThatThrownBy(export::toBytes)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ONNX needs distinct names, but both an input and an output are named x");
  }

  @Test
  void the_checker_of_onnx_accepts_models_and_training_steps(@TempDir Path folder)
      throws IOException, InterruptedException {
    requireChecker();
    Graph forward = Networks.smallCnnForward(12, 4, 3);
    OnnxExport model =
        new OnnxExport(forward)
            .withConstants(Networks.initial(forward))
            .withLabels(List.of("a", "b", "c"));
    check(folder, "model", model);
    check(folder, "small step", new OnnxExport(Networks.smallCnn(12, 4, 3)));
    check(folder, "odd step", new OnnxExport(Networks.oddCnn(13, 17, 5)));
  }

  @Test
  void the_checker_of_onnx_accepts_every_operator(@TempDir Path folder)
      throws IOException, InterruptedException {
    requireChecker();
    for (OperatorFamily family : OperatorCases.all()) {
      for (int seed = 0; seed < 4; seed++) {
        Path file = folder.resolve(family.name() + " " + seed + ".onnx");
        OperatorCase drawn = family.at(seed);
        OperatorCase complete = family.differentiable() ? drawn.withGradients() : drawn;
        Files.write(file, new OnnxExport(complete.graph()).toBytes());
      }
    }
    assertThat(complaints(folder)).isEmpty();
  }

  private static void requireChecker() throws IOException, InterruptedException {
    if (!"true".equals(System.getenv("TENON_REQUIRE_ONNX_CHECKER"))) {
      boolean found = Files.exists(Path.of(CHECKER)) && python("import onnx").isEmpty();
      Assumptions.assumeTrue(found, "python3-onnx is not installed");
    }
  }

  private static void check(Path folder, String name, OnnxExport export)
      throws IOException, InterruptedException {
    Files.write(folder.resolve(name + ".onnx"), export.toBytes());
    assertThat(complaints(folder)).isEmpty();
  }

  /** Checks every model of a folder and returns what the checker says against them. */
  private static String complaints(Path folder) throws IOException, InterruptedException {
    return python(
        """
        import glob, onnx
        files = sorted(glob.glob('%s/*.onnx'))
        assert files, 'nothing to check'
        for file in files:
            try:
                onnx.checker.check_model(onnx.load(file), full_check=True)
            except Exception as e:
                print(file, str(e).strip())
        """
            .formatted(folder));
  }

  private static String python(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(CHECKER, "-c", script).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() == 0
        ? said.strip()
        : said.strip() + " (exit " + process.exitValue() + ")";
  }

  private static ModelProto parse(byte[] bytes) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(bytes);
  }
}
