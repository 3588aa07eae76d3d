package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
  @Test
  void a_small_cnn_learns_as_the_reference_does() {
    learnsAlike(Networks.smallCnn(10, 4, 3));
  }

  @Test
  void a_network_of_odd_convolutions_learns_as_the_reference_does() {
    learnsAlike(Networks.oddCnn(13, 17, 5));
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

  private static void learnsAlike(Graph graph) {
    try (Session ort = new OnnxRuntimeBackend().open(graph)) {
      Networks.initialize(graph, ort);
      Learning.assertAlike(ort, graph, 5, 3);
      Networks.initial(graph)
          .forEach(
              (name, value) ->
                  assertThat(ort.read(name).bytes()).as(name).isNotEqualTo(value.bytes()));
    }
  }
}
