package dev.tenon.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Backend;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Op;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceBackendTest {
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
  private final Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(2, 1));
  private final Tensor loss = x.matMul(w).square().reduceMean(false);
  private final Tensor next = w.sub(Gradients.of(loss, List.of(w)).get(0).mul(0.5));
  private final Graph step =
      new Graph(List.of(x, w), Map.of("loss", loss, "w:next", next), Map.of("w", "w:next"));

  @Test
  void every_operator_has_a_kernel() {
    Kernels kernels = new Kernels();
    assertThat(Op.class.getPermittedSubclasses()).hasSizeGreaterThan(25).allMatch(kernels::has);
  }

  @Test
  void carried_values_start_as_zeros_and_become_the_outputs_named_for_them() {
    try (Backend backend = new ReferenceBackend();
        Session session = backend.open(step)) {
      NDArray rows = NDArray.floats(Shape.of(2, 2), 1, 0, 0, 1);

      assertThat(session.read("w").toFloats()).containsExactly(0, 0);
      session.write("w", NDArray.floats(Shape.of(2, 1), 2, 4));
      Map<String, NDArray> results = session.run(Map.of("x", rows));

      // loss = (w0^2 + w1^2) / 2, its gradient w, and half of that is taken off.
      assertThat(results).containsOnlyKeys("loss");
      assertThat(results.get("loss").toFloats()).containsExactly(10);
      assertThat(session.read("w").toFloats()).containsExactly(1, 2);
      assertThat(session.run(Map.of("x", rows)).get("loss").toFloats()).containsExactly(2.5f);
    }
  }

  @Test
  void several_runs_give_the_results_of_one_after_the_other_and_each_keeps_its_own() {
    try (Session session = new ReferenceBackend().open(step)) {
      session.write("w", NDArray.floats(Shape.of(2, 1), 2, 4));
      Map<String, NDArray> rows = Map.of("x", NDArray.floats(Shape.of(2, 2), 1, 0, 0, 1));
      List<Map<String, NDArray>> results = session.runAll(List.of(rows, rows));
      assertThat(results).hasSize(2);
      assertThat(results.get(0).get("loss").toFloats()).containsExactly(10);
      assertThat(results.get(1).get("loss").toFloats()).containsExactly(2.5f);
      assertThat(session.read("w").toFloats()).containsExactly(0.5f, 1);
      assertThat(session.runsAtOnce()).isEqualTo(1);
    }
  }

  @Test
  void one_session_runs_at_any_batch_size() {
    try (Session session = new ReferenceBackend().open(step)) {
      for (int batch : new int[] {1, 3, 2}) {
        session.write("w", NDArray.floats(Shape.of(2, 1), 1, 1));
        float[] rows = new float[2 * batch];
        rows[0] = 6;
        NDArray value = NDArray.floats(Shape.of(batch, 2), rows);
        assertThat(session.run(Map.of("x", value)).get("loss").toFloats())
            .containsExactly(36f / batch);
      }
    }
  }

  @Test
  void an_input_carried_to_itself_keeps_its_value() {
    Graph graph = new Graph(List.of(x, w), Map.of("y", x.matMul(w)), Map.of("w", "w"));
    try (Session session = new ReferenceBackend().open(graph)) {
      session.write("w", NDArray.floats(Shape.of(2, 1), 3, 5));
      session.run(Map.of("x", NDArray.floats(Shape.of(1, 2), 1, 1)));
      assertThat(session.read("w").toFloats()).containsExactly(3, 5);
    }
  }

  @Test
  void carried_values_keep_double_precision() {
    Tensor sum = Tensor.input("sum", DataType.FLOAT, Shape.SCALAR);
    Graph graph =
        new Graph(List.of(sum), Map.of("sum:next", sum.add(1e-9)), Map.of("sum", "sum:next"));
    try (Session session = new ReferenceBackend().open(graph)) {
      session.write("sum", NDArray.floats(Shape.SCALAR, 1));
      for (int i = 0; i < 1000; i++) {
        session.run(Map.of());
      }
      assertThat(session.read("sum").toFloats()[0]).isEqualTo((float) (1 + 1e-6));
    }
  }

  @Test
  void values_of_every_type_survive_the_way_in_and_out() {
    for (DataType type : DataType.values()) {
      Tensor in = Tensor.input("in", type, Shape.of(2));
      NDArray array = NDArray.zeros(new TensorType(type, Shape.of(2)));
      array.bytes().put(type == DataType.UINT8 ? (byte) 200 : 1);
      Graph graph = new Graph(List.of(in), Map.of("out", in.reshape(Shape.of(1, 2))));
      try (Session session = new ReferenceBackend().open(graph)) {
        NDArray out = session.run(Map.of("in", array)).get("out");
        assertThat(out.type()).isEqualTo(new TensorType(type, Shape.of(1, 2)));
        assertThat(type == DataType.FLOAT || out.bytes().equals(array.bytes())).isTrue();
      }
    }
  }

  @Test
  void missing_and_unknown_feeds_are_named() {
    try (Session session = new ReferenceBackend().open(step)) {
      assertThatThrownBy(() -> session.run(Map.of("y", NDArray.floats(Shape.SCALAR, 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the graph is fed [x], got [y]");
      assertThatThrownBy(() -> session.read("x")).hasMessage("the graph carries no input x");
    }
  }

  @Test
  void a_feed_of_another_shape_or_type_names_both() {
    try (Session session = new ReferenceBackend().open(step)) {
      assertThatThrownBy(
              () -> session.run(Map.of("x", NDArray.floats(Shape.of(4, 3), new float[12]))))
          .isInstanceOf(ShapeException.class)
          .hasMessage("input x is FLOAT[N, 2] at batch size 4, got FLOAT[4, 3]");
      assertThatThrownBy(() -> session.run(Map.of("x", NDArray.longs(Shape.of(1, 2), 1, 2))))
          .hasMessage("input x is FLOAT[N, 2] at batch size 1, got INT64[1, 2]");
      assertThatThrownBy(() -> session.write("w", NDArray.floats(Shape.of(1, 2), 1, 2)))
          .hasMessage("w is FLOAT[2, 1], got FLOAT[1, 2]");
    }
  }

  @Test
  void inputs_of_different_batch_sizes_are_refused() {
    Tensor y = Tensor.input("y", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
    Graph graph = new Graph(List.of(x, y), Map.of("sum", x.add(y)));
    try (Session session = new ReferenceBackend().open(graph)) {
      NDArray two = NDArray.floats(Shape.of(2, 2), 1, 2, 3, 4);
      NDArray one = NDArray.floats(Shape.of(1, 2), 1, 2);
      assertThatThrownBy(() -> session.run(Map.of("x", two, "y", one)))
          .hasMessage("input y is FLOAT[N, 2] at batch size 2, got FLOAT[1, 2]");
    }
  }

  @Test
  void a_multiple_of_the_batch_gives_its_size_away() {
    Tensor rows = Tensor.input("rows", DataType.FLOAT, Shape.of(3 * Shape.BATCH, 2));
    Value value = Value.floats(Shape.of(12, 2), new double[24]);
    assertThat(Interpreter.run(rows.batchSize(), Map.of("rows", value)).data()).containsExactly(4);
    Value odd = Value.floats(Shape.of(13, 2), new double[26]);
    assertThatThrownBy(() -> Interpreter.run(rows.batchSize(), Map.of("rows", odd)))
        .hasMessage("input rows is FLOAT[3N, 2] at batch size 4, got FLOAT[13, 2]");
  }

  @Test
  void a_closed_session_refuses_to_run() {
    Session session = new ReferenceBackend().open(step);
    session.close();
    assertThatThrownBy(() -> session.read("w")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_chain_of_twenty_thousand_operators_runs() {
    Tensor chain = Tensor.constant(0);
    for (int i = 0; i < 20_000; i++) {
      chain = chain.add(1);
    }
    assertThat(Interpreter.run(chain, Map.of()).data()).containsExactly(20_000);
  }

  @Test
  void results_come_in_the_order_in_which_they_were_named() {
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      results.add(
          Tensor.of(new Constant(TensorType.floats(Shape.SCALAR), List.of((double) (7 * i % 5)))));
    }
    assertThat(new Interpreter(results).run(Map.of()))
        .extracting(v -> v.data()[0])
        .containsExactly(0.0, 2.0, 4.0, 1.0, 3.0);
  }
}
