package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the frameworks measured, JVM by JVM; those of one round were measured in turns. */
final class Standing {
  private final Map<Contender, List<double[]>> rounds = new EnumMap<>(Contender.class);

  /** Takes what a framework's next JVM printed. */
  void add(Contender contender, double[] numbers) {
    rounds.computeIfAbsent(contender, key -> new ArrayList<>()).add(numbers);
  }

  /** Returns one of the numbers, of all of a framework's JVMs. */
  Times of(Contender contender, int number) {
    List<double[]> all = rounds.get(contender);
    return new Times(all.stream().mapToDouble(numbers -> numbers[number]).toArray());
  }

  /**
   * Writes how Tenon's number relates to another's, round by round: the median, and the range.
   * There is nothing to write for Tenon itself, and if it was not measured.
   */
  String ratio(Contender contender, int number) {
    List<double[]> ours = rounds.get(Contender.TENON);
    List<double[]> theirs = rounds.get(contender);
    if (ours == null || contender == Contender.TENON) {
      return "";
    }
    double[] ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i)[number] / theirs.get(i)[number];
    }
    return new Times(ratios).spread();
  }
}
