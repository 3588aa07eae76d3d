package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One framework's part of {@link Peers}, alone in its JVM. It prints {@code @ numbers}. */
public final class PeerProcess {
  private static final int BATCHES = 4;
  private static final int GEMM_SIDE = 2048;
  private static final int GEMM_WARM_UP = 3;

  private PeerProcess() {}

  /**
   * Runs one part.
   *
   * @param args the framework, the number of threads, and one of {@code gemm <runs>}, {@code losses
   *     <model> <steps>} and {@code time <model> <warm-up> <steps>}
   */
  public static void main(String[] args) {
    Iterator<String> words = Arrays.asList(args).iterator();
    Peer peer = Contender.of(words.next()).peer();
    int threads = Integer.parseInt(words.next());
    String part = words.next();
    double[] numbers =
        switch (part) {
          case "gemm" -> gemm(peer, threads, Integer.parseInt(words.next()));
          case "losses" -> {
            Round round = Round.of(words.next());
            Workload workload = round.workload().comparable(round.rate());
            yield losses(peer, workload, threads, Integer.parseInt(words.next()));
          }
          case "time" -> {
            Workload workload = Round.of(words.next()).workload();
            int warmUp = Integer.parseInt(words.next());
            yield time(peer, workload, threads, warmUp, Integer.parseInt(words.next()));
          }
          default -> throw new IllegalArgumentException("no part is called " + part);
        };
    String line =
        Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    System.out.println("@ " + line);
    System.out.flush();
    // Some frameworks leave threads behind that would keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private static double[] gemm(Peer peer, int threads, int runs) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[GEMM_SIDE * GEMM_SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    Runnable product = peer.product(GEMM_SIDE, values, threads);
    Times.of(GEMM_WARM_UP, product);
    double best = Times.of(runs, product).best();
    return new double[] {2.0 * GEMM_SIDE * GEMM_SIDE * GEMM_SIDE / best / 1e6};
  }

  private static Steps start(Peer peer, Workload workload, int threads) {
    StepGraph graph = StepGraph.training(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    List<Samples> batches = Samples.of(workload, graph.classes(), BATCHES);
    return new Steps(peer.open(workload, weights, threads), batches);
  }

  private static double[] losses(Peer peer, Workload workload, int threads, int steps) {
    Steps training = start(peer, workload, threads);
    return IntStream.range(0, steps).mapToDouble(step -> training.next()).toArray();
  }

  /** Returns the median, the best and the process's peak memory in bytes. */
  private static double[] time(
      Peer peer, Workload workload, int threads, int warmUp, int measured) {
    Steps training = start(peer, workload, threads);
    Times.of(warmUp, training::next);
    Times times = Times.of(measured, training::next);
    return new double[] {times.median(), times.best(), peakMemory()};
  }

  private static double peakMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One step after the other, through the batches again and again. */
  private static final class Steps {
    private final Peer.Training training;
    private final List<Samples> batches;
    private int step;

    Steps(Peer.Training training, List<Samples> batches) {
      this.training = training;
      this.batches = batches;
    }

    float next() {
      float loss = training.step(batches.get(step++ % batches.size()));
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException("the loss is not finite in step " + step);
      }
      return loss;
    }
  }
}
