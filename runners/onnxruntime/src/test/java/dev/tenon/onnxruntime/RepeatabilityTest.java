package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {
  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU));

  @Test
  void a_fresh_session_takes_the_same_steps_bit_by_bit() {
    Graph graph = Networks.smallCnn(28, 8, 10);
    Map<String, ByteBuffer> first = threeSteps(graph);
    assertThat(first).hasSizeGreaterThan(30);
    assertThat(threeSteps(graph)).isEqualTo(first);
  }

  @Test
  void a_session_that_goes_on_from_saved_values_takes_the_same_steps_bit_by_bit() {
    Graph graph = Networks.smallCnn(28, 8, 10);
    Map<String, NDArray> saved = new LinkedHashMap<>();
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      session.run(Networks.feeds(graph, 32, 10, 1));
      graph.carried().keySet().forEach(name -> saved.put(name, session.read(name)));
      session.run(Networks.feeds(graph, 32, 10, 2));
      session.run(Networks.feeds(graph, 7, 10, 3));
      try (Session resumed = backend.open(graph)) {
        saved.forEach(resumed::write);
        resumed.run(Networks.feeds(graph, 32, 10, 2));
        resumed.run(Networks.feeds(graph, 7, 10, 3));
        assertThat(values(graph, resumed)).isEqualTo(values(graph, session));
      }
    }
  }

  @Test
  void slices_that_were_gathered_many_times_get_their_gradient_in_one_order() {
    Tensor table = Tensor.input("table", DataType.FLOAT, Shape.of(5, 64));
    Tensor at = Tensor.input("at", DataType.INT64, Shape.of(Shape.BATCH));
    Tensor weights = Tensor.input("weights", DataType.FLOAT, Shape.of(Shape.BATCH, 64));
    Tensor sum = table.gather(0, at).mul(weights).reduceSum(false);
    Tensor gradient = Gradients.of(sum, List.of(table)).get(0);
    Graph graph = new Graph(List.of(table, at, weights), Map.of("gradient", gradient));
    Random random = new Random(3);
    NDArray values = NDArray.zeros(TensorType.floats(Shape.of(20_000, 64)));
    for (int i = 0; i < values.floats().capacity(); i++) {
      values.floats().put(i, (float) random.nextGaussian());
    }
    Map<String, NDArray> feeds =
        Map.of(
            "table", NDArray.zeros(table.type()),
            "at", NDArray.longs(Shape.of(20_000), random.longs(20_000, 0, 5).toArray()),
            "weights", values);
    try (Session session = backend.open(graph)) {
      NDArray first = session.run(feeds).get("gradient").copy();
      for (int i = 0; i < 20; i++) {
        assertThat(session.run(feeds).get("gradient").bytes()).isEqualTo(first.bytes());
      }
    }
  }

  private Map<String, ByteBuffer> threeSteps(Graph graph) {
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      for (int step = 1; step <= 3; step++) {
        session.run(Networks.feeds(graph, 32, 10, step));
      }
      return values(graph, session);
    }
  }

  private static Map<String, ByteBuffer> values(Graph graph, Session session) {
    Map<String, ByteBuffer> values = new LinkedHashMap<>();
    graph.carried().keySet().forEach(name -> values.put(name, session.read(name).bytes()));
    return values;
  }
}
