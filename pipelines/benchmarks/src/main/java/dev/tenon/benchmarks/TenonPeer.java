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
import java.util.List;
import java.util.Map;

/** Tenon itself. */
final class TenonPeer implements Peer {
  private static OnnxRuntimeOptions options(int threads) {
    return new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(threads);
  }

  private static Backend backend(int threads) {
    return new OnnxRuntimeBackend(options(threads));
  }

  @Override
  public Training train(Workload workload, Map<String, NDArray> weights, int threads) {
    return new TenonTraining(workload, weights, backend(threads));
  }

  @Override
  public Prediction predict(Workload workload, Map<String, NDArray> weights, int threads) {
    return new TenonPrediction(workload, weights, options(threads));
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

  @Override
  public Runnable loading(Scenes scenes, int threads) {
    return new TenonLoading(scenes, threads);
  }
}
