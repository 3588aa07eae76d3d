package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.spi.Console;
import dev.tenon.spi.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out jobs in this process, one worker after the other: what any other way to carry them
 * out must come to, bit for bit.
 *
 * @param workDirectory where the checkpoints are
 * @param experiment what is trained
 * @param rounds what its strategy computes
 * @param roundsPerJob how many rounds a job has at most
 * @param console where to print for people
 */
record LoopedJobs(
    WorkDirectory workDirectory,
    Experiment experiment,
    Rounds rounds,
    int roundsPerJob,
    Console console)
    implements RoundJobs {

  @Override
  public void run(RoundJob job) {
    RoundFiles files = new RoundFiles(workDirectory, experiment, job, console);
    Map<String, NDArray> values = files.read(rounds);
    List<Map<String, Tally>> steps = new ArrayList<>();
    for (Round round : job.rounds()) {
      values = after(round, values, steps);
    }
    files.write(values, steps);
  }

  private Map<String, NDArray> after(
      Round round, Map<String, NDArray> before, List<Map<String, Tally>> steps) {
    List<Weighted> parts = new ArrayList<>();
    Map<String, NDArray> after = new LinkedHashMap<>(before);
    List<Map<String, Tally>> measured = List.of();
    for (int worker = 0; worker < rounds.workers(); worker++) {
      Contribution contribution = rounds.contribute(before, round, worker);
      parts.addAll(contribution.parts());
      after.putAll(contribution.own());
      measured = Measured.merged(measured, contribution.steps());
    }
    steps.addAll(measured);
    after.putAll(rounds.merge(before, round, parts));
    return after;
  }
}
