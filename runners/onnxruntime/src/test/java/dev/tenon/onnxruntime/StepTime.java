package dev.tenon.onnxruntime;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Prints how long training steps take, of the small CNN (28x28x1, batch 64) or of the tutorial's
 * CNN (150x150x3, batch 8). Arguments: {@code small} or {@code tutorial}, the number of steps, of
 * threads, and optionally the prefix of a trace.
 */
final class StepTime {
  private StepTime() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    boolean small = args[0].equals("small");
    Graph graph = small ? Networks.smallCnn(28, 32, 10) : Networks.tutorialCnn(150, 64, 6);
    double[] times = new double[Integer.parseInt(args[1])];
    OnnxRuntimeOptions options =
        new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(Integer.parseInt(args[2]));
    if (args.length > 3) {
      options = options.withProfile(Path.of(args[3]));
    }
    try (OnnxRuntimeBackend backend = new OnnxRuntimeBackend(options);
        Session session = backend.open(graph)) {
      Networks.initialize(graph, session);
      float loss = 0;
      for (int i = 0; i < times.length; i++) {
        Map<String, NDArray> feeds = Networks.feeds(graph, small ? 64 : 8, 6, i + 1);
        long start = System.nanoTime();
        loss = session.run(feeds).get("loss").toFloats()[0];
        times[i] = (System.nanoTime() - start) / 1e6;
      }
      System.out.printf("%s: first step %.1f ms, ", backend.description(), times[0]);
      Arrays.sort(times);
      System.out.printf(
          "median %.1f ms, best %.1f ms; last loss %.4f%n",
          times[times.length / 2], times[0], loss);
    }
  }
}
