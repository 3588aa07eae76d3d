package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was measured with one model, JVM by JVM.
 *
 * @param round the model
 * @param measurements each framework's medians, in the order of the rounds
 */
record Standing(Round round, Map<Contender, List<Measured>> measurements) {
  Standing(Round round) {
    this(round, new EnumMap<>(Contender.class));
  }

  /** What one JVM measured: the median of its steps, and its peak memory. */
  record Measured(double millis, double bytes) {}

  /** Takes what a process prints: median, best, memory. */
  void add(Contender contender, double[] numbers) {
    measurements
        .computeIfAbsent(contender, key -> new ArrayList<>())
        .add(new Measured(numbers[0], numbers[2]));
  }

  /** Returns a row of the table. */
  String row(Contender contender, long flops, double ceiling) {
    Times times = of(contender, Measured::millis);
    double gigaflops = flops / times.median() / 1e6;
    return "| %s | %s | %s | %.0f | %.0f %% | %.0f | %s |"
        .formatted(
            round.title(),
            contender.title(),
            spread(times),
            gigaflops,
            100 * gigaflops / ceiling,
            of(contender, Measured::bytes).median() / 1e6,
            contender == Contender.TENON ? "" : ratio(contender));
  }

  private Times of(Contender contender, ToDoubleFunction<Measured> number) {
    return new Times(measurements.get(contender).stream().mapToDouble(number).toArray());
  }

  private String ratio(Contender contender) {
    List<Measured> ours = measurements.get(Contender.TENON);
    List<Measured> theirs = measurements.get(contender);
    if (ours == null) {
      return "";
    }
    double[] ratios = new double[theirs.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).millis() / theirs.get(i).millis();
    }
    return spread(new Times(ratios));
  }

  private static String spread(Times numbers) {
    double[] all = numbers.millis();
    return "%s (%s to %s)"
        .formatted(number(numbers.median()), number(all[0]), number(all[all.length - 1]));
  }

  private static String number(double value) {
    return (value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f").formatted(value);
  }
}
