package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.spi.Console;
import dev.tenon.spi.History;
import dev.tenon.spi.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job reads and writes in the work directory.
 *
 * @param workDirectory the work directory
 * @param experiment what is trained
 * @param job the job
 * @param console where to print for people
 */
public record RoundFiles(
    WorkDirectory workDirectory, Experiment experiment, RoundJob job, Console console) {

  /**
   * Reads the values that the job goes on from.
   *
   * @param rounds knows what training begins with
   * @return the values by name
   * @throws dev.tenon.spi.UserError if they are damaged
   */
  public Map<String, NDArray> read(Rounds rounds) {
    return job.from().isEmpty() ? rounds.first() : checkpoints().named(job.from()).values();
  }

  /**
   * Writes the checkpoint that the job ends with, whole or not at all; the same bytes each time.
   *
   * @param values the values after the last round, in the order of {@link Rounds#types}
   * @param steps what was measured in each of the job's steps
   * @throws dev.tenon.spi.UserError if a value is no longer finite, or the disk is full
   */
  public void write(Map<String, NDArray> values, List<Map<String, Tally>> steps) {
    Round last = job.last();
    last.divergence().requireFinite(values, last.end());
    Checkpoint before =
        job.from().isEmpty()
            ? new Checkpoint(0, History.EMPTY, Map.of())
            : checkpoints().outlined(job.from());
    Map<String, Tally> measured =
        before
            .measured()
            .map(Measured::total)
            .orElseGet(() -> new Measurement(experiment).tallies());
    checkpoints()
        .saveRound(
            job,
            new Checkpoint(
                last.before() + last.end(),
                before.history(),
                new LinkedHashMap<>(values),
                Optional.of(new Measured(measured, steps))));
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(
        workDirectory.checkpoints(), job.fingerprint(), TallyClasses.of(experiment), console);
  }
}
