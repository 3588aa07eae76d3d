package dev.tenon.benchmarks;

import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long does a training step take, and how much memory does it need? */
final class StepsPart implements Part {
  static final String KEY = "steps";
  private static final int MILLIS = 0;
  private static final int BYTES = 1;
  private static final int WARM_UP = 2;
  private static final int SETTLED = 3;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    Trial trial = Trial.of(words.next());
    TrialRun run = TrialRun.of(peer, trial.workload(), threads);
    WarmUp.Outcome warmUp = trial.warmUp().of(run::next);
    Times times = Times.of(trial.steps(), trial.seconds(), run::next);
    return new double[] {
      times.median(), Machine.peakMemory(), warmUp.runs(), warmUp.settled() ? 1 : 0
    };
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    Map<Trial, Standing> standings = new LinkedHashMap<>();
    for (int round = 0; round < contest.options().rounds(); round++) {
      for (Trial trial : contest.options().models()) {
        Standing standing = standings.computeIfAbsent(trial, key -> new Standing());
        for (Contender contender : contest.inTurn(round)) {
          if (round == 0 || !contender.slow() || !trial.large()) {
            standing.add(contender, contest.ask(contender, KEY, trial.key()));
          }
        }
      }
    }
    Part.head(
        "model",
        "framework",
        "ms a step, median (range)",
        "warm-up steps",
        "GFLOP/s",
        "of GEMM",
        "peak memory, MB",
        "Tenon's time to this one's, median (range)");
    standings.forEach((trial, standing) -> print(contest, trial, standing));
  }

  private static void print(Contest contest, Trial trial, Standing standing) {
    var experiment = trial.workload().experiment();
    long flops = Flops.of(StepGraph.training(experiment).graph(), experiment.batch());
    for (Contender contender : contest.trainers()) {
      Times millis = standing.of(contender, MILLIS);
      double gigaflops = flops / millis.median() / 1e6;
      List<Object> cells = new ArrayList<>(List.of(trial.title(), contender.title()));
      cells.add(millis.spread());
      cells.add(WarmUp.cell(standing.of(contender, WARM_UP), standing.of(contender, SETTLED)));
      cells.add("%.0f".formatted(gigaflops));
      cells.add(contest.ofCeiling(gigaflops));
      cells.add("%.0f".formatted(standing.of(contender, BYTES).median() / 1e6));
      cells.add(standing.ratio(contender, MILLIS));
      Part.row(cells.toArray());
    }
  }
}
