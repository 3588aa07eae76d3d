package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.Iterator;

/** One framework's part of {@link Peers}, alone in its JVM. */
public final class PeerProcess {
  private PeerProcess() {}

  /**
   * Runs one part and prints the answer.
   *
   * @param args the framework, the number of threads, the part, and what that takes
   */
  public static void main(String[] args) {
    Iterator<String> words = Arrays.asList(args).iterator();
    Peer peer = Contender.of(words.next()).peer();
    int threads = Integer.parseInt(words.next());
    PeerJvm.answer(Part.of(words.next()).measure(peer, threads, words));
    // Some frameworks leave threads behind that would keep the process alive.
    Runtime.getRuntime().halt(0);
  }
}
