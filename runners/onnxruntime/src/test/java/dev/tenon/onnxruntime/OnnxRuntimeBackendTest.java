package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OnnxRuntimeBackendTest {
  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU));
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
  private final Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(2, 1));
  private final Tensor loss = x.matMul(w).square().reduceMean(false);
  private final Tensor next = w.sub(Gradients.of(loss, List.of(w)).get(0).mul(0.5));
  private final Graph step =
      new Graph(List.of(x, w), Map.of("loss", loss, "w:next", next), Map.of("w", "w:next"));

  @Test
  void carried_values_start_as_zeros_and_become_the_outputs_named_for_them() {
    try (Session session = backend.open(step)) {
      NDArray rows = NDArray.floats(Shape.of(2, 2), 1, 0, 0, 1);

      assertThat(session.read("w").toFloats()).containsExactly(0, 0);
      session.write("w", NDArray.floats(Shape.of(2, 1), 2, 4));
      Map<String, NDArray> results = session.run(Map.of("x", rows));

      // loss = (w0^2 + w1^2) / 2, its gradient w, and half of that is taken off.
      assertThat(results).containsOnlyKeys("loss");
      assertThat(results.get("loss").toFloats()).containsExactly(10);
      assertThat(session.read("w").toFloats()).containsExactly(1, 2);
      assertThat(session.run(Map.of("x", rows)).get("loss").toFloats()).containsExactly(2.5f);
      assertThat(session.read("w").toFloats()).containsExactly(0.5f, 1);
    }
  }

  @Test
  void batch_sizes_may_alternate_and_share_the_carried_values() {
    try (Session session = backend.open(step);
        Session reference = new ReferenceBackend().open(step)) {
      session.write("w", NDArray.floats(Shape.of(2, 1), 3, -2));
      reference.write("w", NDArray.floats(Shape.of(2, 1), 3, -2));
      // More sizes than stay compiled, so that some are compiled again.
      for (int batch : new int[] {1, 3, 1, 2, 4, 5, 6, 1, 3}) {
        float[] values = new float[2 * batch];
        values[0] = 0.5f;
        values[2 * batch - 1] = 0.25f * batch;
        Map<String, NDArray> feeds = Map.of("x", NDArray.floats(Shape.of(batch, 2), values));
        Closeness.assertClose(
            "loss at " + batch, session.run(feeds).get("loss"), reference.run(feeds).get("loss"));
        Closeness.assertClose("w after " + batch, session.read("w"), reference.read("w"));
      }
    }
  }

  @Test
  void an_input_carried_to_itself_keeps_its_value() {
    Graph graph = new Graph(List.of(x, w), Map.of("y", x.matMul(w)), Map.of("w", "w"));
    try (Session session = backend.open(graph)) {
      session.write("w", NDArray.floats(Shape.of(2, 1), 3, 5));
      session.run(Map.of("x", NDArray.floats(Shape.of(1, 2), 1, 1)));
      session.run(Map.of("x", NDArray.floats(Shape.of(1, 2), 1, 1)));
      assertThat(session.read("w").toFloats()).containsExactly(3, 5);
    }
  }

  @Test
  void an_output_may_be_an_input_another_output_or_the_next_value_of_several_inputs() {
    Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(2));
    Tensor b = Tensor.input("b", DataType.FLOAT, Shape.of(2));
    Tensor sum = a.add(b);
    Graph graph =
        new Graph(
            List.of(a, b),
            Map.of("sum", sum, "again", sum, "old", a, "next", sum.mul(2)),
            Map.of("a", "next", "b", "next"));
    try (Session session = backend.open(graph)) {
      session.write("a", NDArray.floats(Shape.of(2), 1, 2));
      session.write("b", NDArray.floats(Shape.of(2), 10, 20));
      Map<String, NDArray> results = session.run(Map.of());
      assertThat(results).containsOnlyKeys("sum", "again", "old");
      assertThat(results.get("sum").toFloats()).containsExactly(11, 22);
      assertThat(results.get("again").toFloats()).containsExactly(11, 22);
      assertThat(results.get("old").toFloats()).containsExactly(1, 2);
      assertThat(session.read("a").toFloats()).containsExactly(22, 44);
      assertThat(session.read("b").toFloats()).containsExactly(22, 44);
    }
  }

  @Test
  void carried_values_may_change_places() {
    Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(2));
    Tensor b = Tensor.input("b", DataType.FLOAT, Shape.of(2));
    Graph graph =
        new Graph(
            List.of(a, b), Map.of("first", a, "second", b), Map.of("a", "second", "b", "first"));
    try (Session session = backend.open(graph)) {
      session.write("a", NDArray.floats(Shape.of(2), 1, 2));
      session.write("b", NDArray.floats(Shape.of(2), 3, 4));
      session.run(Map.of());
      assertThat(session.read("a").toFloats()).containsExactly(3, 4);
      assertThat(session.read("b").toFloats()).containsExactly(1, 2);
      session.run(Map.of());
      assertThat(session.read("a").toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void values_of_every_type_survive_the_way_in_and_out() {
    for (DataType type : DataType.values()) {
      Tensor in = Tensor.input("in", type, Shape.of(2));
      NDArray array = NDArray.zeros(new TensorType(type, Shape.of(2)));
      array.bytes().put(type == DataType.UINT8 ? (byte) 200 : 1);
      Graph graph = new Graph(List.of(in), Map.of("out", in.reshape(Shape.of(1, 2))));
      try (Session session = backend.open(graph)) {
        NDArray out = session.run(Map.of("in", array)).get("out");
        assertThat(out.type()).isEqualTo(new TensorType(type, Shape.of(1, 2)));
        assertThat(out.bytes()).isEqualTo(array.bytes());
      }
    }
  }

  @Test
  void what_is_fetched_lies_in_memory_that_is_used_again() {
    try (Session session = backend.open(step)) {
      Map<String, NDArray> feeds = Map.of("x", NDArray.floats(Shape.of(1, 2), 1, 1));
      assertThat(session.run(feeds).get("loss")).isSameAs(session.run(feeds).get("loss"));
    }
  }

  @Test
  void a_bias_of_any_shape_that_broadcasts_gives_what_the_reference_gives() {
    Tensor image = Tensor.input("image", DataType.FLOAT, Shape.of(Shape.BATCH, 1, 3, 3));
    Tensor kernel = Tensor.input("kernel", DataType.FLOAT, Shape.of(2, 1, 2, 2));
    for (Shape shape : List.of(Shape.of(2, 1, 1), Shape.of(1, 2, 1, 1), Shape.of(1, 1, 2, 1, 1))) {
      Tensor bias = Tensor.input("bias", DataType.FLOAT, shape);
      Tensor y = image.conv(kernel, Window.of(2, 2), 1).add(bias);
      Graph graph = new Graph(List.of(image, kernel, bias), Map.of("y", y));
      Map<String, NDArray> feeds =
          Map.of(
              "image", NDArray.floats(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9),
              "kernel", NDArray.floats(Shape.of(2, 1, 2, 2), 1, -1, 2, 3, 4, -5, 6, 7),
              "bias", NDArray.floats(shape, 10, 20));
      try (Session session = backend.open(graph);
          Session reference = new ReferenceBackend().open(graph)) {
        NDArray expected = reference.run(feeds).get("y");
        Closeness.assertClose("bias " + shape, session.run(feeds).get("y"), expected);
      }
    }
  }

  @Test
  void random_numbers_are_those_of_the_reference_bit_by_bit() {
    Tensor count = Tensor.input("step", DataType.INT64, Shape.SCALAR);
    Tensor like = Tensor.input("like", DataType.FLOAT, Shape.of(Shape.BATCH, 1000));
    Tensor drawn = Tensor.of(new RandomUniform(0x9e3779b97f4a7c15L), count, like);
    Graph graph = new Graph(List.of(count, like), Map.of("drawn", drawn));
    try (Session session = backend.open(graph);
        Session reference = new ReferenceBackend().open(graph)) {
      for (long value : new long[] {1, 2, 77_777, (1L << 31) + 5}) {
        Map<String, NDArray> feeds =
            Map.of(
                "step", NDArray.longs(Shape.SCALAR, value),
                "like", NDArray.zeros(TensorType.floats(Shape.of(20, 1000))));
        float[] numbers = session.run(feeds).get("drawn").toFloats();
        assertThat(numbers).isEqualTo(reference.run(feeds).get("drawn").toFloats());
        double mean = 0;
        for (float number : numbers) {
          mean += number / numbers.length;
        }
        // Six standard deviations of the mean of 20,000 uniform numbers.
        assertThat(mean).isBetween(0.5 - 0.0123, 0.5 + 0.0123);
      }
    }
  }

  @Test
  void missing_and_unknown_feeds_are_named() {
    try (Session session = backend.open(step)) {
      assertThatThrownBy(() -> session.run(Map.of("y", NDArray.floats(Shape.SCALAR, 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("inputs [x] must be fed, got [y]");
      assertThatThrownBy(() -> session.run(Map.of())).hasMessage("inputs [x] must be fed, got []");
      assertThatThrownBy(() -> session.read("x"))
          .hasMessage("no input named x is carried, only [w]");
    }
  }

  @Test
  void a_feed_of_another_shape_or_type_names_both() {
    try (Session session = backend.open(step)) {
      assertThatThrownBy(
              () -> session.run(Map.of("x", NDArray.floats(Shape.of(4, 3), new float[12]))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("input x must be FLOAT[N, 2], got FLOAT[4, 3]");
      assertThatThrownBy(() -> session.run(Map.of("x", NDArray.longs(Shape.of(1, 2), 1, 2))))
          .hasMessage("input x must be FLOAT[N, 2], got INT64[1, 2]");
      assertThatThrownBy(() -> session.write("w", NDArray.floats(Shape.of(1, 2), 1, 2)))
          .hasMessage("carried input w is FLOAT[2, 1], got FLOAT[1, 2]");
    }
  }

  @Test
  void inputs_of_different_batch_sizes_are_refused() {
    Tensor y = Tensor.input("y", DataType.FLOAT, Shape.of(2 * Shape.BATCH, 2));
    Graph graph = new Graph(List.of(x, y), Map.of("a", x.neg(), "b", y.neg()));
    try (Session session = backend.open(graph)) {
      NDArray three = NDArray.floats(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
      NDArray two = NDArray.floats(Shape.of(2, 2), 1, 2, 3, 4);
      assertThatThrownBy(() -> session.run(Map.of("x", two, "y", two)))
          .hasMessage("input y has batch size 1, but x 2");
      assertThatThrownBy(() -> session.run(Map.of("x", two, "y", three)))
          .hasMessage("input y must be FLOAT[2N, 2], got FLOAT[3, 2]");
    }
  }

  @Test
  void a_closed_session_refuses_to_run_and_may_be_closed_again() {
    Session session = backend.open(step);
    session.close();
    session.close();
    assertThatThrownBy(() -> session.read("w")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_failing_run_leaves_the_carried_values_as_they_were() {
    Tensor at = Tensor.input("at", DataType.INT64, Shape.of(1));
    Tensor picked = w.gather(0, at).reshape(Shape.of(1, 1));
    Graph graph = new Graph(List.of(at, w), Map.of("next", w.add(picked)), Map.of("w", "next"));
    try (Session session = backend.open(graph)) {
      session.write("w", NDArray.floats(Shape.of(2, 1), 1, 2));
      assertThatThrownBy(() -> session.run(Map.of("at", NDArray.longs(Shape.of(1), 99))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("indices element out of data bounds");
      assertThat(session.read("w").toFloats()).containsExactly(1, 2);
      session.run(Map.of("at", NDArray.longs(Shape.of(1), 1)));
      assertThat(session.read("w").toFloats()).containsExactly(3, 4);
    }
  }

  @Test
  void cuda_without_a_cuda_provider_ends_with_one_line_that_says_what_to_do() {
    Assumptions.assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    assertThatThrownBy(
            () -> new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CUDA)))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "device cuda cannot be used: this ONNX Runtime \\S+ was built without it\\. Build with"
                + " -Pcuda on a machine with an NVIDIA GPU, or use --device=cpu\\.");
    OnnxRuntimeOptions auto = new OnnxRuntimeOptions().withDevice(Device.AUTO);
    assertThat(new OnnxRuntimeBackend(auto).device()).isEqualTo(Device.CPU);
  }

  @Test
  void the_description_names_version_device_and_threads() {
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);
    assertThat(new OnnxRuntimeBackend(options).description())
        .matches("ONNX Runtime \\d+\\.\\d+\\.\\d+ on cpu, 1 thread");
  }

  @Test
  void sessions_leave_no_native_memory_open() throws IOException {
    ResidentMemory.assumeKnown();
    Graph graph = Networks.smallCnn(12, 8, 3);
    for (int i = 0; i < 60; i++) {
      openAndRun(graph);
    }
    long before = ResidentMemory.bytes();
    for (int i = 0; i < 100; i++) {
      openAndRun(graph);
    }
    // A session of this graph holds 8 MB: 800 MB were they left open.
    assertThat(ResidentMemory.bytes() - before).isLessThan(60 << 20);
  }

  private void openAndRun(Graph graph) {
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      session.run(Networks.feeds(graph, 64, 3, 1));
      session.run(Networks.feeds(graph, 32, 3, 2));
    }
  }
}
