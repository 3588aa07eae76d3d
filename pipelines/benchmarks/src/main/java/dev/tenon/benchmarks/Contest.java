package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who takes part in {@link Peers}, and what later parts have to know of earlier ones. */
final class Contest {
  private final PeerOptions options;
  private double ceiling;

  Contest(PeerOptions options) {
    this.options = options;
  }

  PeerOptions options() {
    return options;
  }

  /** Returns those who train, in an order that turns round from round to round. */
  List<Contender> inTurn(int round) {
    return inTurn(trainers(), round);
  }

  /** Returns some of those who take part in an order that turns round from round to round. */
  static List<Contender> inTurn(List<Contender> contenders, int round) {
    List<Contender> order = new ArrayList<>(contenders);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  /** Returns those who train. */
  List<Contender> trainers() {
    return options.peers().stream().filter(Contender::trains).toList();
  }

  /** Asks one of them in a JVM of its own, and tells of the progress where errors go. */
  double[] ask(Contender contender, String part, String... words)
      throws IOException, InterruptedException {
    double[] numbers = new PeerJvm(contender, options.threads()).ask(part, words).numbers();
    System.err.printf(
        "%s %s %s: %s%n", contender.key(), part, String.join(" ", words), Times.number(numbers[0]));
    return numbers;
  }

  /** Remembers the best product that any of them has reached, in 1e9 operations a second. */
  void reached(double gigaflops) {
    ceiling = Math.max(ceiling, gigaflops);
  }

  /** Writes which share of the best product a speed is; nothing if products were not measured. */
  String ofCeiling(double gigaflops) {
    return ceiling == 0 ? "" : "%.0f %%".formatted(100 * gigaflops / ceiling);
  }
}
