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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Prints how long single operators take in each of their formulations, beside the least that the
 * machine allows: for convolutions and products the time of a plain matrix product with the same
 * arithmetic, for all else that of a copy which moves the same bytes.
 */
public final class Operators {
  private static final String ROUNDS = "rounds";
  private static final String OPERATORS = "operators";
  private static final String ALL = "all";
  private static final int GEMM_RUNS = 3;
  private static final int BLOCK_RUNS = 5;
  private static final double WARM_UP_MILLIS = 10;
  private static final double BLOCK_MILLIS = 50;
  private static final String ONLY = "only";

  private Operators() {}

  /**
   * One way to compute a case.
   *
   * @param formulation its name
   * @param chosen whether the backend writes it unless told otherwise
   * @param millis the median time of a run
   * @param bound the least time, for comparison
   * @param boundBy what the bound is the time of
   */
  record Row(String formulation, boolean chosen, double millis, double bound, String boundBy) {}

  /**
   * Measures and prints a table.
   *
   * @param args {@code rounds=}, how often each candidate takes its turn, by default 5; {@code
   *     operators=}, the names of those to measure, separated by commas, by default all
   */
  public static void main(String[] args) {
    Map<String, String> defaults = Map.of(ROUNDS, "5", OPERATORS, ALL);
    Map<String, String> values = Arguments.of(defaults, args);
    int rounds = rounds(values.get(ROUNDS));
    List<OperatorCase> cases = cases(values.get(OPERATORS));
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU);
    try (OnnxRuntimeBackend backend = new OnnxRuntimeBackend(options)) {
      System.out.printf("%s; %s%n%n", Machine.description(), backend.description());
      System.out.println(
          "| operator | shapes | formulation | chosen | ms, median | bound, ms | of bound | bound |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      for (OperatorCase each : cases) {
        measure(backend, each, rounds).forEach(row -> print(each, row));
      }
    }
  }

  static int rounds(String number) {
    if (!number.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("rounds must be a positive number; got " + number);
    }
    return Integer.parseInt(number);
  }

  /** Returns the cases of the operators that are asked for. */
  static List<OperatorCase> cases(String operators) {
    List<OperatorCase> all = OperatorCase.all();
    if (operators.equals(ALL)) {
      return all;
    }
    Set<String> known = new TreeSet<>(all.stream().map(OperatorCase::operator).toList());
    List<String> wanted = List.of(operators.split(","));
    if (!known.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "operators is %s or of %s; got %s".formatted(ALL, known, operators));
    }
    return all.stream().filter(each -> wanted.contains(each.operator())).toList();
  }

  private static void print(OperatorCase at, Row row) {
    System.out.printf(
        "| %s | %s | %s | %s | %s | %s | %.0f %% | %s |%n",
        at.operator(),
        at.shapes(),
        row.formulation,
        row.chosen ? "yes" : "",
        number(row.millis),
        number(row.bound),
        100 * row.bound / row.millis,
        row.boundBy);
  }

  private static String number(double millis) {
    return (millis < 1 ? "%.4f" : millis < 10 ? "%.2f" : "%.1f").formatted(millis);
  }

  /** Measures the formulations that fit a case, and its bound, in turns. */
  static List<Row> measure(OnnxRuntimeBackend backend, OperatorCase at, int rounds) {
    Map<String, Backend> candidates = candidates(backend, at);
    Map<String, NDArray> values = values(backend, at);
    long flops = Flops.of(at.graph(), 1);
    Graph copy = copy(at.bytes());
    Map<String, NDArray> source = Map.of("x", NDArray.zeros(copy.inputs().get(0).type()));
    double gigaflops = flops == 0 ? 0 : gigaflops(backend);
    List<Double> copies = new ArrayList<>();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    candidates.keySet().forEach(name -> times.put(name, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      candidates.forEach((name, one) -> times.get(name).addAll(block(one, at.graph(), values)));
      if (flops == 0) {
        copies.addAll(block(backend, copy, source));
      }
    }
    double bound = flops == 0 ? median(copies) : flops / gigaflops / 1e6;
    String boundBy =
        flops == 0
            ? "copy, %.1f GB/s".formatted(at.bytes() / bound / 1e6)
            : "GEMM, %.0f GFLOP/s".formatted(gigaflops);
    String chosen =
        candidates.containsKey(ONLY) ? ONLY : backend.formulation(at.subject()).orElseThrow();
    List<Row> rows = new ArrayList<>();
    times.forEach(
        (name, all) -> rows.add(new Row(name, name.equals(chosen), median(all), bound, boundBy)));
    return rows;
  }

  private static Map<String, Backend> candidates(OnnxRuntimeBackend backend, OperatorCase at) {
    List<String> names = backend.formulations().get(at.operator());
    if (names == null) {
      return Map.of(ONLY, backend);
    }
    Map<String, Backend> candidates = new LinkedHashMap<>();
    for (String name : names) {
      OnnxRuntimeBackend forced = backend.withFormulation(at.operator(), name);
      // One that does not fit is not written, even if it is forced.
      if (forced.formulation(at.subject()).filter(name::equals).isPresent()) {
        candidates.put(name, forced);
      }
    }
    return candidates;
  }

  private static Map<String, NDArray> values(Backend backend, OperatorCase at) {
    Map<String, NDArray> noise = at.noise();
    Map<String, NDArray> values = new LinkedHashMap<>(noise);
    at.given()
        .forEach(
            (name, tensor) -> {
              Graph graph = OperatorCase.carrying(Map.of(name, tensor));
              try (Session session = backend.open(graph)) {
                graph.carried().keySet().forEach(input -> session.write(input, noise.get(input)));
                values.put(name, session.run(Map.of()).get(name).copy());
              }
            });
    return values;
  }

  /** Reads half of the bytes and writes as many, in threads; ONNX Runtime drops a mere identity. */
  private static Graph copy(long bytes) {
    long size = Math.max(1, bytes / (2 * DataType.FLOAT.bytes()));
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(size));
    return OperatorCase.carrying(Map.of("copy", x.relu()));
  }

  private static double gigaflops(Backend backend) {
    try (Gemm gemm = new Gemm(backend)) {
      return gemm.gigaflops(GEMM_RUNS);
    }
  }

  /** Runs a graph in a session of its own: the idle threads of others would spin beside it. */
  private static List<Double> block(Backend backend, Graph graph, Map<String, NDArray> values) {
    try (Session session = backend.open(graph)) {
      values.forEach(session::write);
      runs(session, 1, WARM_UP_MILLIS);
      return runs(session, BLOCK_RUNS, BLOCK_MILLIS);
    }
  }

  /** Runs a session several times, and until a time is over. */
  private static List<Double> runs(Session session, int atLeast, double untilMillis) {
    List<Double> millis = new ArrayList<>();
    double sum = 0;
    while (millis.size() < atLeast || sum < untilMillis) {
      double each = Times.of(1, () -> session.run(Map.of())).best();
      millis.add(each);
      sum += each;
    }
    return millis;
  }

  private static double median(List<Double> millis) {
    return new Times(millis.stream().flatMapToDouble(DoubleStream::of).toArray()).median();
  }
}
