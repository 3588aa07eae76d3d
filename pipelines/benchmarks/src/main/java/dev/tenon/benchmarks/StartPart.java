package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.training.StepGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How long does it take from the start of a JVM to the end of the first training step of the small
 * CNN? Native libraries have been unpacked before.
 *
 * <p>What the others need Tenon's description of the model for, its classes included, is not
 * counted for them.
 */
final class StartPart implements Part {
  static final String KEY = "start";
  private static final int STARTS_A_ROUND = 2;

  @Override
  public double[] measure(Peer peer, int threads, Iterator<String> words) {
    long start = System.nanoTime();
    Workload workload = Workload.smallCnn(64);
    Batches batches = new Batches(workload, 10);
    StepGraph graph = StepGraph.training(workload.experiment());
    Map<String, NDArray> weights = graph.initialValues(workload.experiment().seed());
    double described = (System.nanoTime() - start) / 1e6;
    peer.train(workload, weights, threads).step(batches.next());
    return new double[] {peer instanceof TenonPeer ? 0 : described};
  }

  @Override
  public void compare(Contest contest) throws IOException, InterruptedException {
    List<Contender> contenders = contest.trainers();
    Map<Contender, List<String>> archives = new EnumMap<>(Contender.class);
    Path folder = Files.createTempDirectory("tenon-start");
    for (Contender contender : contenders) {
      Path archive = folder.resolve(contender.key() + ".jsa");
      started(contest, contender, List.of("-XX:ArchiveClassesAtExit=" + archive));
      archives.put(contender, List.of("-XX:SharedArchiveFile=" + archive));
    }
    Standing plain = new Standing();
    Standing archived = new Standing();
    for (int i = 0; i < STARTS_A_ROUND * contest.options().rounds(); i++) {
      for (Contender contender : Contest.inTurn(contenders, i)) {
        plain.add(contender, started(contest, contender, List.of()));
        archived.add(contender, started(contest, contender, archives.get(contender)));
      }
    }
    Part.head(
        "framework",
        "ms to the end of the first step, median (range)",
        "with an archive of classes",
        "Tenon's time to this one's, median (range)",
        "with archives");
    for (Contender contender : contenders) {
      Part.row(
          contender.title(),
          plain.of(contender, 0).spread(),
          archived.of(contender, 0).spread(),
          plain.ratio(contender, 0),
          archived.ratio(contender, 0));
    }
    for (Contender contender : contenders) {
      Files.delete(folder.resolve(contender.key() + ".jsa"));
    }
    Files.delete(folder);
  }

  private static double[] started(Contest contest, Contender contender, List<String> options)
      throws IOException, InterruptedException {
    PeerJvm.Answer answer = new PeerJvm(contender, contest.options().threads(), options).ask(KEY);
    return new double[] {answer.millis() - answer.numbers()[0]};
  }
}
