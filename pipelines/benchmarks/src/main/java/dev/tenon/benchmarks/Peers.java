package dev.tenon.benchmarks;

import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares training in Tenon with training in other frameworks: the same models from the same first
 * weights on the same batches, each framework in JVMs of its own, in turns.
 *
 * <p>It first requires that all of them compute the same losses, then prints a table of times.
 */
public final class Peers {
  private static final int GEMM_RUNS = 5;
  private static final double TOLERANCE = 1e-4;

  private final PeerOptions options;
  private final List<Double> products = new ArrayList<>();
  private boolean reversed;

  private Peers(PeerOptions options) {
    this.options = options;
  }

  /**
   * Measures and prints.
   *
   * @param args {@code name=value}: {@code rounds} (1; with 0, only losses are compared), {@code
   *     scale}, by which the numbers of steps are multiplied (1), {@code threads} (2), {@code
   *     losses}, the number of steps compared (20), and {@code models} and {@code peers}, separated
   *     by commas (all)
   * @throws IOException if a process cannot be started
   * @throws InterruptedException if this one is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PeerOptions options = PeerOptions.of(args);
    System.out.printf("%s, %d threads each%n", Machine.description(), options.threads());
    System.out.printf("%d rounds of fresh JVMs, steps x %s%n%n", options.rounds(), options.scale());
    new Peers(options).run();
  }

  private void run() throws IOException, InterruptedException {
    if (options.losses() > 0) {
      System.out.println("| model | losses of | steps | largest relative difference from Tenon |");
      System.out.println("|---|---|---|---|");
      Set<String> compared = new HashSet<>();
      for (Round round : options.models()) {
        if (compared.add(round.workload().name())) {
          requireSameLosses(round);
        }
      }
      System.out.println();
    }
    List<Standing> standings = new ArrayList<>();
    options.models().forEach(round -> standings.add(new Standing(round)));
    for (int i = 0; i < options.rounds(); i++) {
      for (Contender contender : inTurn()) {
        products.add(child(contender, "gemm", Integer.toString(GEMM_RUNS))[0]);
      }
      for (Standing standing : standings) {
        measure(standing);
      }
      reversed = !reversed;
    }
    print(standings);
  }

  private List<Contender> inTurn() {
    List<Contender> order = new ArrayList<>(options.peers());
    if (reversed) {
      Collections.reverse(order);
    }
    return order;
  }

  private void requireSameLosses(Round round) throws IOException, InterruptedException {
    String steps = Integer.toString(options.losses());
    double[] expected = child(Contender.TENON, "losses", round.key(), steps);
    for (Contender contender : options.peers()) {
      if (contender == Contender.TENON || !contender.environment().isEmpty()) {
        continue;
      }
      double[] losses = child(contender, "losses", round.key(), steps);
      double worst = 0;
      for (int i = 0; i < losses.length; i++) {
        worst = Math.max(worst, Math.abs(losses[i] / expected[i] - 1));
      }
      System.out.printf(
          "| %s | %s | %s | %.1e |%n", round.title(), contender.title(), steps, worst);
      if (!(worst <= TOLERANCE)) {
        throw new IllegalStateException(
            "%s and Tenon do not compute the same: %s, %s"
                .formatted(contender.title(), Arrays.toString(losses), Arrays.toString(expected)));
      }
    }
  }

  private void measure(Standing standing) throws IOException, InterruptedException {
    Round round = standing.round();
    for (Contender contender : inTurn()) {
      String warmUp = Integer.toString(options.scaled(round.warmUp()));
      String measured = Integer.toString(options.scaled(round.measured()));
      standing.add(contender, child(contender, "time", round.key(), warmUp, measured));
    }
  }

  private void print(List<Standing> standings) {
    if (products.isEmpty()) {
      return;
    }
    double ceiling = Collections.max(products);
    System.out.println(
        "| model | framework | ms a step, median (range) | GFLOP/s | of GEMM | peak memory, MB"
            + " | Tenon's time to this one's, median (range) |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Standing standing : standings) {
      Workload workload = standing.round().workload();
      long flops =
          Flops.of(
              StepGraph.training(workload.experiment()).graph(), workload.experiment().batch());
      options.peers().forEach(peer -> System.out.println(standing.row(peer, flops, ceiling)));
    }
    System.out.printf(
        "%nbest product of two matrices of 2048 x 2048 in any of them: %.0f GFLOP/s (all: %s)%n",
        ceiling, products.stream().map("%.0f"::formatted).collect(Collectors.joining(", ")));
  }

  /** Runs a part in a JVM of its own and returns the numbers that it prints. */
  private double[] child(Contender contender, String... part)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + options.threads(),
            "-Dai.djl.pytorch.num_interop_threads=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PeerProcess.class.getName(), contender.key()));
    command.add(Integer.toString(options.threads()));
    command.addAll(List.of(part));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.putAll(contender.environment());
    environment.put("OPT_OUT_TRACKING", "true");
    environment.put("OMP_NUM_THREADS", Integer.toString(options.threads()));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    int code = process.waitFor();
    String numbers =
        output
            .lines()
            .filter(line -> line.startsWith("@ "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(command + ": " + code + "\n" + output));
    return Arrays.stream(numbers.substring(2).split(" ")).mapToDouble(Double::valueOf).toArray();
  }
}
