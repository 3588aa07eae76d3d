package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.ReferenceBackend;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
  @Test
  void a_small_cnn_learns_as_the_reference_does() {
    learnsAlike(Networks.smallCnn(10, 4, 3), 3);
  }

  @Test
  void a_network_of_odd_convolutions_learns_as_the_reference_does() {
    learnsAlike(Networks.oddCnn(13, 17, 5), 5);
  }

  @Test
  void the_first_layer_needs_no_gradient_for_the_image() {
    Graph graph = Networks.smallCnn(10, 4, 3);
    assertThat(graph.nodes().stream().map(Tensor::op))
        .filteredOn(Conv.class::isInstance)
        .hasSize(3);
    assertThat(graph.nodes().stream().map(Tensor::op))
        .filteredOn(ConvInputGrad.class::isInstance)
        .hasSize(2);
  }

  /** Takes steps one by one from the same values, so that rounding errors do not add up. */
  private static void learnsAlike(Graph graph, int classes) {
    try (Session ort = new OnnxRuntimeBackend().open(graph);
        Session reference = new ReferenceBackend().open(graph)) {
      Networks.initialize(graph, ort);
      for (int step = 1; step <= 3; step++) {
        graph.carried().keySet().forEach(name -> reference.write(name, ort.read(name)));
        Map<String, NDArray> feeds = Networks.feeds(graph, 5, classes, step);
        Map<String, NDArray> expected = reference.run(feeds);
        Map<String, NDArray> actual = ort.run(feeds);
        expected.forEach((name, value) -> Closeness.assertClose(name, actual.get(name), value));
        for (String name : graph.carried().keySet()) {
          Closeness.assertClose(name + " after " + step, ort.read(name), reference.read(name));
        }
      }
      Networks.initial(graph)
          .forEach(
              (name, value) ->
                  assertThat(ort.read(name).bytes()).as(name).isNotEqualTo(value.bytes()));
    }
  }
}
