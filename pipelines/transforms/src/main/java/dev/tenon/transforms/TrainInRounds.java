package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.training.Dataset;
import dev.tenon.training.RoundJob;
import dev.tenon.training.RoundJobs;
import dev.tenon.training.Trained;
import dev.tenon.training.WorkDirectory;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;

/**
 * Trains an experiment by its strategy on what {@link Ingest} has written, in one pipeline after
 * the other: each takes a few rounds, from the last checkpoint to the next, and the process that
 * launches them does what is done between: schedules, listeners, validation and the history.
 *
 * <p>Like {@link Train}, it goes on from the newest checkpoint, and ends with the same bits. A
 * pipeline that is lost costs no more than its own rounds.
 */
public final class TrainInRounds {
  private static final int ROUNDS = 10;
  private static final int PIECE = 4 << 20;

  private final Blueprint blueprint;
  private final WorkDirectory workDirectory;
  private final int rounds;
  private final int pieceBytes;

  private TrainInRounds(
      Blueprint blueprint, WorkDirectory workDirectory, int rounds, int pieceBytes) {
    this.blueprint = blueprint;
    this.workDirectory = workDirectory;
    this.rounds = rounds;
    this.pieceBytes = pieceBytes;
  }

  /**
   * Trains an experiment.
   *
   * @param blueprint the experiment; its strategy is not local
   * @param workDirectory where the data is and the checkpoints go, which all workers can reach
   * @return the training, of at most 10 rounds a pipeline and 4 MB a piece of a value
   */
  public static TrainInRounds of(Blueprint blueprint, WorkDirectory workDirectory) {
    return new TrainInRounds(blueprint, workDirectory, ROUNDS, PIECE);
  }

  /**
   * Changes how many rounds one pipeline takes; more of them make longer pipelines, which take
   * longer to plan and lose more when they fail, and fewer checkpoints.
   *
   * @param rounds how many rounds at most, 1 or more
   * @return the changed training
   */
  public TrainInRounds withRounds(int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("a pipeline needs a round, got " + rounds);
    }
    return new TrainInRounds(blueprint, workDirectory, rounds, pieceBytes);
  }

  /**
   * Changes how large the pieces are in which values travel; it must fit into a runner's buffers.
   *
   * @param bytes the most bytes of a piece, 4 or more
   * @return the changed training
   */
  public TrainInRounds withPieces(int bytes) {
    if (bytes < Float.BYTES) {
      throw new IllegalArgumentException("a piece holds a number of 4 bytes, got " + bytes);
    }
    return new TrainInRounds(blueprint, workDirectory, rounds, bytes);
  }

  /**
   * Trains to the end.
   *
   * @param launcher runs a pipeline, given what applies its transforms, and waits for its end
   * @return the history and the final variables
   * @throws dev.tenon.spi.UserError if the data does not fit, training diverges, or checkpoints are
   *     damaged or another experiment's
   */
  @SuppressWarnings("try") // What is held needs no mention.
  public Trained run(Consumer<Consumer<Pipeline>> launcher) {
    Experiment experiment = blueprint.read();
    Dataset training = RecordFiles.open(workDirectory, DataSplit.TRAINING);
    Train.requireAsManyClasses(experiment, training);
    Optional<Dataset> validation = Train.validation(experiment, workDirectory);
    RoundPlan plan = new RoundPlan(blueprint, workDirectory.path(), pieceBytes);
    // Where pipelines run in this process, what computes stays open between them.
    try (SharedRounds held = SharedRounds.open(plan)) {
      return Train.trainer(blueprint, workDirectory)
          .fit(training, validation, new Jobs(launcher, plan, rounds));
    } finally {
      SharedRounds.closeUnused();
    }
  }

  /** Carries out each job by a pipeline. */
  private record Jobs(Consumer<Consumer<Pipeline>> launcher, RoundPlan plan, int roundsPerJob)
      implements RoundJobs {
    @Override
    public void run(RoundJob job) {
      launcher.accept(pipeline -> pipeline.apply("Take rounds", new TakeRounds(plan, job)));
    }
  }
}
