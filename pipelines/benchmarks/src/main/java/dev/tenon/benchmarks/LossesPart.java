package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Does everyone compute the same? The losses of the first steps tell. */
final class LossesPart implements Part {
  static final String KEY = "losses";
  private static final double TOLERANCE = 1e-4;
  private static final int STEPS_OF_SLOW = 4;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    Workload workload = Trial.of(words.next()).workload();
    double rate = Double.parseDouble(words.next());
    return TrialRun.of(peer, workload.comparable(rate), threads)
        .losses(Integer.parseInt(words.next()));
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    Part.head(
        "model", "losses of", "learning rate", "steps", "largest relative difference from Tenon");
    Set<String> compared = new HashSet<>();
    List<String> others = new ArrayList<>();
    for (Trial trial : contest.options().models()) {
      if (compared.add(trial.workload().name())) {
        compare(contest, trial, others);
      }
    }
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          "these do not compute what Tenon computes: " + String.join("; ", others));
    }
  }

  private static void compare(Contest contest, Trial trial, List<String> others)
      throws IOException, InterruptedException {
    double rate = contest.options().rate().orElse(trial.rate());
    int steps = contest.options().losses();
    double[] expected = ask(contest, Contender.TENON, trial, rate, steps);
    for (Contender contender : contest.trainers()) {
      if (contender == Contender.TENON || contender.repeats()) {
        continue;
      }
      int some = contender.slow() && trial.large() ? Math.min(STEPS_OF_SLOW, steps) : steps;
      double[] losses = ask(contest, contender, trial, rate, some);
      double worst = 0;
      for (int i = 0; i < some; i++) {
        worst = Math.max(worst, Math.abs(losses[i] / expected[i] - 1));
      }
      Part.row(
          trial.title(), contender.title(), "%.0e".formatted(rate), some, "%.1e".formatted(worst));
      if (!(worst <= TOLERANCE)) {
        others.add(contender.title() + " with the " + trial.title());
      }
    }
  }

  private static double[] ask(
      Contest contest, Contender contender, Trial trial, double rate, int steps)
      throws IOException, InterruptedException {
    return contest.ask(contender, KEY, trial.key(), Double.toString(rate), Integer.toString(steps));
  }
}
