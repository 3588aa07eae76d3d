package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** How many images of 150 x 150 x 3 are augmented and put into batches in a second? */
final class LoadingPart implements Part {
  static final String KEY = "loading";
  private static final int PASSES = 5;
  private static final double WARM_UP_SECONDS = 8;
  private static final int RATE = 0;
  private static final int WARM_UP = 1;
  private static final int SETTLED = 2;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    Scenes scenes = Scenes.ofNoise();
    Runnable pass = peer.loading(scenes, threads);
    WarmUp.Outcome warmUp = new WarmUp(1, WARM_UP_SECONDS).of(pass);
    double millis = Times.of(PASSES, pass).median();
    return new double[] {
      scenes.images().size() * 1000 / millis, warmUp.runs(), warmUp.settled() ? 1 : 0
    };
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    List<Contender> able =
        contest.trainers().stream()
            .filter(contender -> contender.withoutLoading().isEmpty())
            .filter(contender -> !contender.repeats())
            .toList();
    Standing standing = new Standing();
    for (int round = 0; round < contest.options().rounds(); round++) {
      for (Contender contender : Contest.inTurn(able, round)) {
        standing.add(contender, contest.ask(contender, KEY));
      }
    }
    Part.head("framework", "images a second, median (range)", "warm-up passes");
    for (Contender contender : contest.trainers()) {
      if (able.contains(contender)) {
        Part.row(
            contender.title(),
            standing.of(contender, RATE).spread(),
            WarmUp.cell(standing.of(contender, WARM_UP), standing.of(contender, SETTLED)));
      } else if (!contender.repeats()) {
        Part.row(contender.title(), "none: " + contender.withoutLoading(), "");
      }
    }
  }
}
