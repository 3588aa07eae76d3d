package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How long does a prediction take, from bytes to probabilities? */
final class InferencePart implements Part {
  static final String KEY = "inference";
  private static final int[] BATCHES = {1, 64};
  private static final int IMAGES = 500;
  private static final int LEAST = 10;
  private static final int WINDOWS = 4;
  private static final double SECONDS = 4;
  private static final double TOLERANCE = 1e-5;
  private static final int MILLIS = 0;
  private static final int WARM_UP = 1;
  private static final int SETTLED = 2;
  private static final int PROBABILITIES = 3;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    Workload workload = Workload.smallCnn(Integer.parseInt(words.next()));
    StepGraph graph = StepGraph.evaluation(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    Batches batches = new Batches(workload, graph.classes());
    Peer.Prediction prediction = peer.predict(workload, weights, threads);
    float[] first = prediction.of(batches.next());
    int window = Math.max(LEAST, IMAGES / workload.experiment().batch());
    Runnable next = () -> prediction.of(batches.next());
    WarmUp.Outcome warmUp = new WarmUp(window, SECONDS).of(next);
    double[] answer = new double[PROBABILITIES + first.length];
    answer[MILLIS] = Times.of(WINDOWS * window, SECONDS, next).median();
    answer[WARM_UP] = warmUp.runs();
    answer[SETTLED] = warmUp.settled() ? 1 : 0;
    for (int i = 0; i < first.length; i++) {
      answer[PROBABILITIES + i] = first[i];
    }
    return answer;
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(contest.options().peers());
    List<Standing> standings = new ArrayList<>();
    for (int batch : BATCHES) {
      standings.add(measured(contest, contenders, batch));
    }
    Part.head(
        "batch",
        "framework",
        "ms a batch, median (range)",
        "warm-up batches",
        "images a second",
        "Tenon's time to this one's, median (range)");
    for (int i = 0; i < BATCHES.length; i++) {
      Standing standing = standings.get(i);
      for (Contender contender : contenders) {
        Times millis = standing.of(contender, MILLIS);
        Part.row(
            BATCHES[i],
            contender.title(),
            millis.spread(),
            WarmUp.cell(standing.of(contender, WARM_UP), standing.of(contender, SETTLED)),
            "%.0f".formatted(BATCHES[i] * 1000 / millis.median()),
            standing.ratio(contender, MILLIS));
      }
    }
  }

  private static Standing measured(Contest contest, List<Contender> contenders, int batch)
      throws IOException, InterruptedException {
    Standing standing = new Standing();
    double[] expected = null;
    for (int round = 0; round < contest.options().rounds(); round++) {
      for (Contender contender : Contest.inTurn(contenders, round)) {
        double[] answer = contest.ask(contender, KEY, Integer.toString(batch));
        expected = expected == null ? answer : expected;
        requireSame(contender, expected, answer);
        standing.add(contender, answer);
      }
    }
    return standing;
  }

  private static void requireSame(Contender contender, double[] expected, double[] answer) {
    for (int i = PROBABILITIES; i < expected.length; i++) {
      if (!(Math.abs(answer[i] - expected[i]) <= TOLERANCE)) {
        throw new IllegalStateException(
            "%s does not predict the same as the first one asked: %s, %s"
                .formatted(contender.title(), Arrays.toString(answer), Arrays.toString(expected)));
      }
    }
  }
}
