package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.spi.UserError;
import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requires that training on a GPU computes what training on the CPU does and leaves no node to the
 * CPU, then prints how long a step takes on either.
 *
 * <p>The same models take the same steps from the same first values, dropout included: its masks
 * are the same on every device. In no step may a loss differ by more than 1e-4 of its size from
 * what the CPU computes. Nor, in the end, may a variable differ by more than 0.3 of what the steps
 * changed of it, in the Euclidean norm, from what the CPU makes of the GPU's own model. A wrong
 * gradient makes that 1 or more; a right one may make it 0.1 for a parameter, since Adam divides by
 * the gradient's size, and so turns the rounding error of one that should vanish into a whole step.
 * That is why variables are not compared with those of the CPU's own model, which rounds otherwise.
 */
public final class GpuParity {
  private static final double LOSSES = 1e-4;
  private static final double CHANGES = 0.3;

  private final ParityOptions options;
  private final PrintStream out;
  private final List<String> failures = new ArrayList<>();

  GpuParity(ParityOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Compares, measures and prints. Ends with code 2 if there is no usable GPU, with 1 if the
   * devices disagree.
   *
   * @param args {@code name=value}: {@code device} (cuda; or cpu, to try out the models written for
   *     CUDA on the CPU), {@code threads} of the CPU (one a processor), {@code steps} compared
   *     (20), {@code together}, the number of steps in one native call (16), {@code scale}, by
   *     which the numbers of measured steps are multiplied (1; 0 to measure none), and {@code
   *     models}, separated by commas (all)
   * @throws IOException if traces cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    try {
      List<String> failures = new GpuParity(ParityOptions.of(args), System.out).run();
      if (!failures.isEmpty()) {
        System.exit(1);
      }
    } catch (UserError e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Returns what is wrong, one line each; nothing if all is well. */
  List<String> run() throws IOException {
    try (OnnxRuntimeBackend cpu = new OnnxRuntimeBackend(options.cpu());
        OnnxRuntimeBackend sameModel = options.sameModel();
        OnnxRuntimeBackend other = options.compared(options.cpu())) {
      out.printf(
          "%s%n%s, compared with %s%n%n",
          Machine.description(), other.description(), cpu.description());
      out.println(
          "| model | batch | steps | largest difference of a loss | largest difference of a"
              + " variable's change | nodes elsewhere |");
      out.println("|---|---|---|---|---|---|");
      for (ParityOptions.Trained model : options.models()) {
        compare(model, cpu, sameModel, other);
      }
    }
    if (options.scale() > 0) {
      measure();
    }
    out.println();
    failures.forEach(failure -> out.println("FAILED: " + failure));
    out.println(failures.isEmpty() ? "parity holds" : "no parity");
    return failures;
  }

  private void compare(ParityOptions.Trained model, Backend cpu, Backend sameModel, Backend other)
      throws IOException {
    Workload workload = slow(model);
    Trajectory actual = Trajectory.of(other, workload, options.steps());
    Trajectory onCpu = Trajectory.of(cpu, workload, options.steps());
    Trajectory right =
        options.device() == Device.CPU
            ? onCpu
            : Trajectory.of(sameModel, workload, options.steps());
    double losses = actual.lossDifference(onCpu);
    Map.Entry<String, Double> worst =
        Collections.max(actual.changeDifferences(right).entrySet(), Map.Entry.comparingByValue());
    double changes = worst.getValue();
    Set<String> elsewhere = elsewhere(workload);
    out.printf(
        "| %s | %d | %d | %.1e | %.1e, %s | %s |%n",
        workload.name(),
        workload.experiment().batch(),
        options.steps(),
        losses,
        changes,
        worst.getKey(),
        elsewhere.isEmpty() ? "none" : String.join(", ", elsewhere));
    require(losses <= LOSSES, model, "losses differ by %.1e, more than %.0e", losses, LOSSES);
    require(changes <= CHANGES, model, "%s differs by %.1e of its change", worst.getKey(), changes);
    require(elsewhere.isEmpty(), model, "nodes ran elsewhere: %s", elsewhere);
  }

  /** At a small rate, rounding does not grow from step to step. */
  private static Workload slow(ParityOptions.Trained model) {
    Workload workload = model.workload();
    return new Workload(
        workload.name(), workload.experiment().withOptimizer(new Adam(model.rate())));
  }

  private void require(
      boolean holds, ParityOptions.Trained model, String otherwise, Object... values) {
    if (!holds) {
      failures.add(model.workload().name() + ": " + otherwise.formatted(values));
    }
  }

  /** Traces a few steps, one by one and together, and returns the nodes that ran elsewhere. */
  private Set<String> elsewhere(Workload workload) throws IOException {
    Path folder = Files.createTempDirectory("tenon-parity");
    try {
      OnnxRuntimeOptions traced = options.cpu().withProfile(folder.resolve("trace"));
      for (int together : new int[] {1, 2}) {
        try (OnnxRuntimeBackend backend = options.compared(traced.withStepsPerRun(together))) {
          Trajectory.of(backend, workload, 2);
        }
      }
      String provider =
          options.device() == Device.CUDA ? "CUDAExecutionProvider" : "CPUExecutionProvider";
      NodePlaces places = NodePlaces.of(folder);
      if (!places.operators().containsKey(provider)) {
        throw new IllegalStateException("nothing ran on " + provider + ", only " + places);
      }
      return places.elsewhere(provider);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void measure() {
    String device = options.device().name().toLowerCase(Locale.ROOT);
    int together = options.together();
    out.printf(
        "%n| model | batch | cpu, ms a step | cpu, %d together | %s | %s, %d together |%n",
        together, device, device, together);
    out.println("|---|---|---|---|---|---|");
    for (ParityOptions.Trained model : options.models()) {
      OnnxRuntimeOptions one = options.cpu().withStepsPerRun(1);
      OnnxRuntimeOptions many = options.cpu().withStepsPerRun(together);
      out.printf(
          "| %s | %d | %.2f | %.2f | %.2f | %.2f |%n",
          model.workload().name(),
          model.workload().experiment().batch(),
          millis(new OnnxRuntimeBackend(one), model),
          millis(new OnnxRuntimeBackend(many), model),
          millis(options.compared(one), model),
          millis(options.compared(many), model));
    }
  }

  /** Returns the median time of a step, taken as many together as the backend does best. */
  private double millis(OnnxRuntimeBackend backend, ParityOptions.Trained model) {
    StepGraph graph = StepGraph.training(model.workload().experiment());
    try (backend;
        Session session = backend.open(graph.graph())) {
      graph.initialValues(model.workload().experiment().seed()).forEach(session::write);
      int together = session.runsAtOnce();
      int calls = (int) Math.max(1, Math.round(options.scale() * model.measured() / together));
      Calls call = new Calls(session, model.workload().feeds(graph.classes()), together);
      Times.of(calls, call);
      return Times.of(calls, call).median() / together;
    }
  }

  /** Steps on one batch, some of them in each call. */
  private static final class Calls implements Runnable {
    private final Session session;
    private final List<Map<String, NDArray>> feeds = new ArrayList<>();
    private long step;

    Calls(Session session, Map<String, NDArray> feed, int together) {
      this.session = session;
      for (int i = 0; i < together; i++) {
        feeds.add(new LinkedHashMap<>(feed));
      }
    }

    @Override
    public void run() {
      for (Map<String, NDArray> feed : feeds) {
        feed.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, ++step));
      }
      Map<String, NDArray> last =
          feeds.size() == 1
              ? session.run(feeds.get(0))
              : session.runAll(feeds).get(feeds.size() - 1);
      if (!Float.isFinite(last.get(StepGraph.LOSS).floats().get(0))) {
        throw new IllegalStateException("the loss is not finite in step " + step);
      }
    }
  }
}
