package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepLoopTest {
  private static final OnnxRuntimeOptions OPTIONS = new OnnxRuntimeOptions().withDevice(Device.CPU);

  private final OnnxRuntimeBackend one = new OnnxRuntimeBackend(OPTIONS);
  private final OnnxRuntimeBackend four = new OnnxRuntimeBackend(OPTIONS.withStepsPerRun(4));

  @Test
  void steps_in_a_loop_give_the_bits_of_steps_one_by_one() {
    alike(Networks.smallCnn(20, 8, 10), 10);
    alike(Networks.oddCnn(13, 17, 5), 5);
  }

  /** Nine steps make groups of four, two and one, as the batch size changes, and two. */
  private void alike(Graph graph, int classes) {
    List<Map<String, NDArray>> feeds = new ArrayList<>();
    for (int step = 1; step <= 9; step++) {
      feeds.add(Networks.feeds(graph, step == 7 ? 3 : 8, classes, step));
    }
    try (Session single = one.open(graph);
        Session looped = four.open(graph)) {
      Networks.initialize(graph, single);
      Networks.initialize(graph, looped);
      assertThat(single.runsAtOnce()).isEqualTo(1);
      assertThat(looped.runsAtOnce()).isEqualTo(4);
      List<Map<String, ByteBuffer>> expected = bytes(single.runAll(feeds));
      assertThat(expected).hasSize(9).doesNotHaveDuplicates();
      assertThat(bytes(looped.runAll(feeds))).isEqualTo(expected);
      assertThat(carried(graph, looped)).isEqualTo(carried(graph, single));
    }
  }

  @Test
  void a_loop_and_single_runs_take_turns() {
    Graph graph = Networks.smallCnn(10, 4, 3);
    List<Map<String, NDArray>> feeds = new ArrayList<>();
    for (int step = 1; step <= 5; step++) {
      feeds.add(Networks.feeds(graph, 4, 3, step));
    }
    try (Session single = one.open(graph);
        Session mixed = four.open(graph)) {
      Networks.initialize(graph, single);
      Networks.initialize(graph, mixed);
      single.runAll(feeds);
      mixed.run(feeds.get(0));
      mixed.runAll(feeds.subList(1, 4));
      mixed.run(feeds.get(4));
      assertThat(carried(graph, mixed)).isEqualTo(carried(graph, single));
    }
  }

  @Test
  void a_value_that_no_step_changes_stays_outside_the_loop() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2));
    Tensor kept = Tensor.input("kept", DataType.FLOAT, Shape.of(2));
    Tensor sum = Tensor.input("sum", DataType.FLOAT, Shape.of(2));
    Graph graph =
        new Graph(
            List.of(x, kept, sum),
            Map.of("product", x.mul(kept), "next", sum.add(x)),
            Map.of("kept", "kept", "sum", "next"));
    try (Session session = four.open(graph)) {
      session.write("kept", NDArray.floats(Shape.of(2), 2, 3));
      List<Map<String, NDArray>> results =
          session.runAll(
              List.of(
                  Map.of("x", NDArray.floats(Shape.of(2), 1, 10)),
                  Map.of("x", NDArray.floats(Shape.of(2), 4, 5))));
      assertThat(results.get(0).get("product").toFloats()).containsExactly(2, 30);
      assertThat(results.get(1).get("product").toFloats()).containsExactly(8, 15);
      assertThat(session.read("sum").toFloats()).containsExactly(5, 15);
      assertThat(session.read("kept").toFloats()).containsExactly(2, 3);
    }
  }

  @Test
  void no_runs_at_all_change_nothing() {
    Graph graph = Networks.smallCnn(10, 4, 3);
    try (Session session = four.open(graph)) {
      Networks.initialize(graph, session);
      Map<String, ByteBuffer> before = carried(graph, session);
      assertThat(session.runAll(List.of())).isEmpty();
      assertThat(carried(graph, session)).isEqualTo(before);
    }
  }

  @Test
  void a_wrong_feed_is_told_before_any_step_is_taken() {
    Graph graph = Networks.smallCnn(10, 4, 3);
    try (Session session = four.open(graph)) {
      Networks.initialize(graph, session);
      Map<String, ByteBuffer> before = carried(graph, session);
      Map<String, NDArray> right = Networks.feeds(graph, 4, 3, 1);
      Map<String, NDArray> wrong = new LinkedHashMap<>(right);
      wrong.put("label", NDArray.longs(Shape.of(5), 0, 1, 2, 0, 1));
      assertThatThrownBy(() -> session.runAll(List.of(right, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("batch size");
      assertThat(carried(graph, session)).isEqualTo(before);
    }
  }

  @Test
  void less_than_one_step_a_run_is_refused() {
    assertThatThrownBy(() -> OPTIONS.withStepsPerRun(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps per run must be at least 1, got 0");
    assertThat(OPTIONS.stepsAtOnce()).isEqualTo(1);
    assertThat(OPTIONS.withDevice(Device.CUDA).stepsAtOnce()).isEqualTo(16);
  }

  private static List<Map<String, ByteBuffer>> bytes(List<Map<String, NDArray>> results) {
    return results.stream().map(StepLoopTest::bytes).toList();
  }

  private static Map<String, ByteBuffer> bytes(Map<String, NDArray> result) {
    Map<String, ByteBuffer> bytes = new LinkedHashMap<>();
    result.forEach((name, value) -> bytes.put(name, value.bytes()));
    return bytes;
  }

  private static Map<String, ByteBuffer> carried(Graph graph, Session session) {
    Map<String, ByteBuffer> values = new LinkedHashMap<>();
    graph.carried().keySet().forEach(name -> values.put(name, session.read(name).bytes()));
    return values;
  }
}
