package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.Iterator;
import java.util.SplittableRandom;

/** How fast are two large matrices multiplied? The best answer is what a step is held against. */
final class GemmPart implements Part {
  static final String KEY = "gemm";
  private static final int SIDE = 2048;
  private static final int WARM_UP = 3;
  private static final int RUNS = 8;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    Runnable product = peer.product(SIDE, values, threads);
    Times.of(WARM_UP, product);
    double best = Times.of(RUNS, product).best();
    return new double[] {2.0 * SIDE * SIDE * SIDE / best / 1e6};
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    Standing standing = new Standing();
    for (int round = 0; round < contest.options().rounds(); round++) {
      for (Contender contender : contest.inTurn(round)) {
        double[] gigaflops = contest.ask(contender, KEY);
        standing.add(contender, gigaflops);
        contest.reached(gigaflops[0]);
      }
    }
    Part.head("product of two matrices of 2048 x 2048", "GFLOP/s, median of the bests (range)");
    contest.trainers().forEach(peer -> Part.row(peer.title(), standing.of(peer, 0).spread()));
  }
}
