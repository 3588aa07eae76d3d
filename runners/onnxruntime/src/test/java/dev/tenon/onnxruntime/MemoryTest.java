package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs of a session take and keep. */
class MemoryTest {
  private static final int MEGABYTE = 1 << 20;

  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1));

  @Test
  void the_footprint_follows_from_the_size_of_all_values_at_a_batch_size() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 1 << 10));
    Graph graph = new Graph(List.of(x), Map.of("y", x.exp().neg()));
    // Three values of 4 KB an example.
    assertThat(Footprint.of(graph, 1)).isEqualTo(Footprint.SMALL);
    assertThat(Footprint.of(graph, 5461)).isEqualTo(Footprint.SMALL);
    assertThat(Footprint.of(graph, 5462)).isEqualTo(Footprint.LARGE);
  }

  @Test
  void later_runs_of_a_large_graph_take_no_more_memory_than_its_first() throws IOException {
    ResidentMemory.assumeKnown();
    Graph graph = Networks.smallCnn(32, 16, 3);
    Map<String, NDArray> feeds = Networks.feeds(graph, 256, 3, 1);
    assertThat(Footprint.of(graph, 256)).isEqualTo(Footprint.LARGE);
    ResidentMemory.bytes();
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      session.run(feeds);
      long first = ResidentMemory.bytes();
      for (int i = 0; i < 3; i++) {
        session.run(feeds);
      }
      // Were it planned, the second run would take 100 MB more.
      assertThat(ResidentMemory.bytes() - first).isLessThan(40 * MEGABYTE);
    }
  }

  @Test
  void the_way_memory_is_managed_changes_no_bit() throws OrtException {
    Graph graph = Networks.smallCnnForward(12, 4, 3);
    byte[] model = new OnnxExport(graph).withConstants(Networks.initial(graph)).toBytes();
    NDArray images = Networks.feeds(graph, 4, 3, 1).get("image");
    NativeRuntime runtime =
        new NativeRuntime(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1));
    List<float[]> results = new ArrayList<>();
    for (Footprint footprint : Footprint.values()) {
      try (OrtSession session = runtime.open(model, footprint);
          OnnxTensor in = runtime.wrap(images)) {
        for (int i = 0; i < 3; i++) {
          try (OrtSession.Result result = session.run(Map.of("image", in))) {
            results.add(((float[][]) result.get(0).getValue())[0]);
          }
        }
      }
    }
    assertThat(results)
        .hasSize(6)
        .allSatisfy(result -> assertThat(result).isEqualTo(results.get(0)));
  }

  @Test
  void a_run_leaves_little_behind_however_much_is_carried() {
    Graph graph = Networks.smallCnn(12, 8, 3);
    Map<String, NDArray> feeds = Networks.feeds(graph, 4, 3, 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    BufferPoolMXBean direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    try (Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      session.run(feeds);
      long buffers = direct.getCount();
      long bytes = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        session.run(feeds);
      }
      long each = (threads.getCurrentThreadAllocatedBytes() - bytes) / 100;
      // Nearly all of it is what ONNX Runtime's own classes make.
      assertThat(each).isLessThan(12_000);
      assertThat(direct.getCount()).isEqualTo(buffers);
    }
  }
}
