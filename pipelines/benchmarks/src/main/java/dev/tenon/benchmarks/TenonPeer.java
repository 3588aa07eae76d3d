package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.training.StepGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tenon itself. */
final class TenonPeer implements Peer {
  private static Backend backend(int threads) {
    return new OnnxRuntimeBackend(
        new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(threads));
  }

  @Override
  public Training open(Workload workload, Map<String, NDArray> weights, int threads) {
    StepGraph step = StepGraph.training(workload.experiment());
    Session session = backend(threads).open(step.graph());
    weights.forEach(session::write);
    return new Steps(session, workload);
  }

  @Override
  public Runnable product(int side, float[] values, int threads) {
    Shape square = Shape.of(side, side);
    Tensor a = Tensor.input("a", DataType.FLOAT, square);
    Tensor b = Tensor.input("b", DataType.FLOAT, square);
    Map<String, String> carried = Map.of("a", "a", "b", "b");
    Graph graph = new Graph(List.of(a, b), Map.of("product", a.matMul(b)), carried);
    Session session = backend(threads).open(graph);
    session.write("a", NDArray.floats(square, values));
    session.write("b", NDArray.floats(square, values));
    return () -> session.run(Map.of());
  }

  private static final class Steps implements Training {
    private final Session session;
    private final Shape images;
    private final Map<String, NDArray> feeds = new LinkedHashMap<>();
    private long step;

    Steps(Session session, Workload workload) {
      this.session = session;
      images = workload.experiment().model().input().shape().bind(workload.experiment().batch());
      float rate = (float) workload.experiment().optimizer().learningRate();
      feeds.put(StepGraph.LEARNING_RATE, NDArray.floats(Shape.SCALAR, rate));
    }

    @Override
    public float step(Samples batch) {
      feeds.put(StepGraph.IMAGE, NDArray.bytes(images, batch.rows()));
      Shape labels = Shape.of(batch.labels().length);
      feeds.put(StepGraph.LABEL, NDArray.longs(labels, batch.labels()));
      feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, ++step));
      return session.run(feeds).get(StepGraph.LOSS).floats().get(0);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
