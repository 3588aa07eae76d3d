package dev.tenon.benchmarks;

import java.io.IOException;

/**
 * Compares Tenon with other frameworks: the same models from the same first weights on the same
 * batches, each framework in JVMs of its own, in turns.
 *
 * <p>It first requires that all of them compute the same losses, then prints one table after the
 * other.
 */
public final class Peers {
  private Peers() {}

  /**
   * Measures and prints.
   *
   * @param args {@code name=value}: {@code parts}, {@code models} and {@code peers}, separated by
   *     commas (all), {@code rounds}, the JVMs that each framework gets for each figure (3), {@code
   *     threads} (2), {@code losses}, the number of steps compared (20), and {@code rate}, the
   *     learning rate in that (each model's own)
   * @throws IOException if a process cannot be started
   * @throws InterruptedException if this one is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PeerOptions options = PeerOptions.of(args);
    System.out.printf(
        "%s, %d threads each, %d rounds%n",
        Machine.description(), options.threads(), options.rounds());
    Contest contest = new Contest(options);
    for (Part part : options.parts()) {
      System.out.println();
      part.compare(contest);
    }
  }
}
