package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.training.StepGraph;
import java.util.Map;

/**
 * Prints how long a training step takes (forward, backward, Adam), and what share of the speed of a
 * plain matrix product in the same run it reaches.
 */
public final class StepTime {
  private static final int GEMM_RUNS = 5;

  private StepTime() {}

  /**
   * Measures and prints a table.
   *
   * @param args the number of threads; by default, one a processor
   */
  public static void main(String[] args) {
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU);
    if (args.length > 0) {
      options = options.withThreads(Integer.parseInt(args[0]));
    }
    try (Backend backend = new OnnxRuntimeBackend(options);
        Gemm gemm = new Gemm(backend)) {
      System.out.printf("%s; %s%n%n", Machine.description(), backend.description());
      System.out.println("| model | batch | ms a step, median | best | GFLOP/s | of GEMM |");
      System.out.println("|---|---|---|---|---|---|");
      report(backend, gemm, Workload.mlp(128), 500, 300);
      report(backend, gemm, Workload.smallCnn(64), 30, 100);
      report(backend, gemm, Workload.residualCnn(64), 20, 60);
      report(backend, gemm, Workload.tutorial(8), 3, 9);
      report(backend, gemm, Workload.tutorial(32), 2, 5);
    }
  }

  private static void report(
      Backend backend, Gemm gemm, Workload workload, int warmUp, int measured) {
    int batch = workload.experiment().batch();
    StepGraph step = StepGraph.training(workload.experiment());
    Times times;
    double before = gemm.gigaflops(GEMM_RUNS);
    try (Session session = backend.open(step.graph())) {
      step.initialValues(workload.experiment().seed()).forEach(session::write);
      Steps steps = new Steps(session, workload.feeds(step.classes()));
      Times.of(warmUp, steps);
      times = Times.of(measured, steps);
    }
    double ceiling = Math.max(before, gemm.gigaflops(GEMM_RUNS));
    double gigaflops = Flops.of(step.graph(), batch) / times.median() / 1e6;
    System.out.printf(
        "| %s | %d | %s | %s | %.0f | %.0f %% of %.0f |%n",
        workload.name(),
        batch,
        Times.number(times.median()),
        Times.number(times.best()),
        gigaflops,
        100 * gigaflops / ceiling,
        ceiling);
  }

  /** One step after the other, as training runs them. */
  private static final class Steps implements Runnable {
    private final Session session;
    private final Map<String, NDArray> feeds;
    private long step;

    Steps(Session session, Map<String, NDArray> feeds) {
      this.session = session;
      this.feeds = feeds;
    }

    @Override
    public void run() {
      step++;
      feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, step));
      float loss = session.run(feeds).get(StepGraph.LOSS).floats().get(0);
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException("the loss is not finite in step " + step);
      }
    }
  }
}
