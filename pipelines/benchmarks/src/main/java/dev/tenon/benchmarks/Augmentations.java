package dev.tenon.benchmarks;

import dev.tenon.spi.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints how many images of 224 x 224 x 3 each contributed augmentation changes in a second on one
 * core, by JMH: copied from a buffer of records, changed, and copied into a batch, as by a loader's
 * thread. The first row is the two copies alone.
 */
public final class Augmentations {
  /** Rows and columns of an image. */
  static final int SIDE = 224;

  /** What the two copies alone are called. */
  static final String COPY = "none";

  private static final Map<String, String> DEFAULTS =
      Map.of("forks", "1", "warmup", "3", "iterations", "5", "only", ".*");

  private Augmentations() {}

  /**
   * Measures and prints a table.
   *
   * @param args {@code forks=}, how many JVMs measure each augmentation (1 by default), {@code
   *     warmup=} and {@code iterations=}, how many seconds each warms up (3) and measures (5), and
   *     {@code only=}, a regular expression of ids (all)
   * @throws RunnerException if a JVM could not be started or failed
   */
  public static void main(String[] args) throws RunnerException {
    Map<String, String> values = Arguments.of(DEFAULTS, args);
    Map<String, Augmentation> all = AugmentationSettings.all();
    List<String> ids = new ArrayList<>(List.of(COPY));
    all.keySet().stream().filter(id -> id.matches(values.get("only"))).forEach(ids::add);
    System.out.printf(
        "%s; JMH with %s forks, warm-up of %s s, %s times 1 s%n%n",
        Machine.description(), values.get("forks"), values.get("warmup"), values.get("iterations"));
    System.out.println("| augmentation | settings | images/s | +- (99.9 %) | us an image |");
    System.out.println("|---|---|---|---|---|");
    for (String id : ids) {
      Result<?> images = measure(id, values);
      System.out.printf(
          "| %s | %s | %,.0f | %,.0f | %,.0f |%n",
          id,
          settings(all.get(id)),
          images.getScore(),
          images.getScoreError(),
          1e6 / images.getScore());
    }
  }

  private static String settings(Augmentation augmentation) {
    return augmentation == null ? "copies alone" : "`" + augmentation + "`";
  }

  private static Result<?> measure(String id, Map<String, String> values) throws RunnerException {
    TimeValue second = new TimeValue(1, TimeUnit.SECONDS);
    return new Runner(
            new OptionsBuilder()
                .include(AugmentationState.class.getName() + ".image")
                .param("id", id)
                .forks(Integer.parseInt(values.get("forks")))
                .warmupIterations(Integer.parseInt(values.get("warmup")))
                .warmupTime(second)
                .measurementIterations(Integer.parseInt(values.get("iterations")))
                .measurementTime(second)
                .threads(1)
                // Another collector would work on another core.
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle()
        .getPrimaryResult();
  }
}
