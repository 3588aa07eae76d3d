package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Tally;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of training in rounds: one job after the other goes on from the checkpoint of the one
 * before, so that there is no limit to their number and a job that is lost costs its own rounds.
 */
final class RoundSteps implements Steps {
  private final Rounds rounds;
  private final RoundJobs jobs;
  private final Checkpoints checkpoints;

  /**
   * Prepares.
   *
   * @param rounds what the strategy computes; closed with this
   * @param jobs what carries out jobs
   * @param checkpoints where their results are
   * @param records how many records there are to learn from
   * @throws UserError if a worker would have none
   */
  RoundSteps(Rounds rounds, RoundJobs jobs, Checkpoints checkpoints, int records) {
    if (records < rounds.workers()) {
      throw new UserError(
          rounds.workers()
              + " workers need a training record each, and there are "
              + records
              + "; use fewer workers or more records");
    }
    this.rounds = rounds;
    this.jobs = jobs;
    this.checkpoints = checkpoints;
  }

  @Override
  public long perEpoch() {
    return rounds.stepsPerEpoch();
  }

  @Override
  public Map<String, TensorType> types() {
    return rounds.types();
  }

  @Override
  public Map<String, NDArray> first() {
    return rounds.first();
  }

  @Override
  public void goOnFrom(Map<String, NDArray> values) {
    // Jobs read checkpoints by themselves.
  }

  @Override
  public Map<String, NDArray> take(Epoch epoch) {
    String from = begin(epoch);
    while (epoch.done() < epoch.steps()) {
      RoundJob job = new RoundJob(checkpoints.fingerprint(), from, plan(epoch));
      jobs.run(job);
      Measured measured = checkpoints.outlined(job.to()).measured().orElseThrow();
      for (Map<String, Tally> step : measured.steps()) {
        epoch.stepDone(measurement -> measurement.add(step));
      }
      checkpoints.keepRounds(Set.of(from, job.to()));
      from = job.to();
    }
    return checkpoints.named(from).values();
  }

  /** Finds out what an earlier run has done of the epoch. */
  private String begin(Epoch epoch) {
    Optional<Map.Entry<String, Checkpoint>> found = checkpoints.newestRound(epoch.number());
    if (found.isEmpty()) {
      return epoch.number() == 1 ? "" : Checkpoints.ofEpoch(epoch.number() - 1);
    }
    Checkpoint reached = found.get().getValue();
    long done = reached.step() - epoch.before();
    epoch.goOnAfter(done, reached.measured().orElseThrow().total());
    checkpoints
        .console()
        .line(
            "Going on after step "
                + done
                + " of "
                + epoch.steps()
                + " in epoch "
                + epoch.number()
                + ".");
    return found.get().getKey();
  }

  private List<Round> plan(Epoch epoch) {
    List<Round> plan = new ArrayList<>();
    long first = epoch.done();
    while (plan.size() < jobs.roundsPerJob() && first < epoch.steps()) {
      long end = Math.min(epoch.steps(), first + rounds.stepsPerRound());
      List<Double> rates = new ArrayList<>();
      for (long step = first; step < end; step++) {
        rates.add(epoch.rate(epoch.before() + step));
      }
      long examples = rounds.examples(first, end);
      plan.add(new Round(epoch.number(), epoch.before(), first, epoch.steps(), examples, rates));
      first = end;
    }
    return plan;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
