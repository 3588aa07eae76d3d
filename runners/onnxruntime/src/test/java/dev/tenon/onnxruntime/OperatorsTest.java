package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Op;
import dev.tenon.graph.Session;
import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import dev.tenon.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  private static final int CASES = 50;

  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(
          new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false));

  static List<OperatorFamily> all() {
    return OperatorCases.all();
  }

  static List<OperatorFamily> ties() {
    return OperatorCases.ties();
  }

  @Test
  void every_operator_has_a_lowering() {
    assertThat(Lowerings.STANDARD.operators())
        .hasSizeGreaterThan(25)
        .containsAll(
            Arrays.stream(Op.class.getPermittedSubclasses())
                .filter(c -> c != dev.tenon.graph.Input.class)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void results_and_gradients_are_those_of_the_reference(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed);
      compare(family.differentiable() ? drawn.withGradients() : drawn);
    }
  }

  @ParameterizedTest
  @MethodSource("ties")
  void ties_share_the_gradient_as_in_the_reference(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      compare(family.at(seed).withGradients());
    }
  }

  /** Runs a case with its shapes bound, and again as an exported model with a symbolic batch. */
  private void compare(OperatorCase drawn) {
    Graph graph = drawn.graph();
    try (Session reference = new ReferenceBackend().open(graph);
        Session session = backend.open(graph)) {
      Map<String, NDArray> expected = reference.run(drawn.values());
      close(drawn.name(), session.run(drawn.values()), expected);
      byte[] model = new OnnxExport(graph).toBytes();
      close(drawn.name() + " exported", Models.run(model, drawn.values(), expected), expected);
    } catch (RuntimeException e) {
      throw new AssertionError(drawn.name() + " " + graph.outputs() + ": " + e.getMessage(), e);
    }
  }

  private static void close(
      String name, Map<String, NDArray> actual, Map<String, NDArray> expected) {
    assertThat(actual.keySet()).as(name).isEqualTo(expected.keySet());
    expected.forEach(
        (output, value) -> Closeness.assertClose(name + " " + output, actual.get(output), value));
  }
}
