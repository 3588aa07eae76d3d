package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.spi.Console;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits an experiment's model to data, by the experiment's strategy: on this machine, or by jobs
 * that are carried out elsewhere.
 *
 * <p>Training goes on from the newest checkpoint in the work directory, and from the beginning
 * where there is none; either way it ends with the same bits. It is therefore safe to run again
 * after any failure.
 *
 * @param experiment what is trained
 * @param fingerprint what tells the experiment from others, so that their checkpoints are refused:
 *     {@link dev.tenon.experiment.Codec#fingerprint}
 * @param backend what computes
 * @param workDirectory where checkpoints and listeners' files go; claimed by the caller
 * @param console where to print for people
 * @param loaderThreads how many threads read and augment images; changes nothing but the time. One
 *     a processor by default, at most 8
 */
public record Trainer(
    Experiment experiment,
    String fingerprint,
    Backend backend,
    WorkDirectory workDirectory,
    Console console,
    int loaderThreads) {

  private static final String LATEST = "latest";

  /** Checks the number of threads. */
  public Trainer {
    if (loaderThreads < 1) {
      throw new IllegalArgumentException(
          "a trainer needs a positive number of loader threads, got " + loaderThreads);
    }
  }

  /**
   * Makes a trainer with the default number of loader threads.
   *
   * @param experiment what is trained
   * @param fingerprint what tells the experiment from others
   * @param backend what computes
   * @param workDirectory where checkpoints and listeners' files go; claimed by the caller
   * @param console where to print for people
   */
  public Trainer(
      Experiment experiment,
      String fingerprint,
      Backend backend,
      WorkDirectory workDirectory,
      Console console) {
    this(experiment, fingerprint, backend, workDirectory, console, defaultThreads());
  }

  static int defaultThreads() {
    return Math.min(8, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns a trainer with another number of loader threads.
   *
   * @param threads how many threads read and augment images
   * @return the trainer
   */
  public Trainer withLoaderThreads(int threads) {
    return new Trainer(experiment, fingerprint, backend, workDirectory, console, threads);
  }

  /**
   * Trains for the epochs that the experiment asks for, or until a listener asks to stop.
   *
   * @param training what the model learns from
   * @param validation what each epoch is judged by; if empty, the part of the training data that
   *     the experiment's {@code validationSplit} holds out, if any
   * @return the history and the final variables
   * @throws UserError if there are no records, a label is out of range, an image has another size
   *     than the model takes, the loss is no longer finite, the disk is full, or the checkpoints
   *     are damaged or another experiment's
   * @throws dev.tenon.graph.ShapeException if the model's parts do not fit
   */
  public Trained fit(Dataset training, Optional<Dataset> validation) {
    return fit(training, validation, Optional.empty());
  }

  /**
   * Trains in rounds that are carried out elsewhere, with the same result.
   *
   * @param training what the model learns from
   * @param validation what each epoch is judged by, as above
   * @param jobs what carries out the rounds
   * @return the history and the final variables
   * @throws UserError as above, or if a worker would have no record
   * @throws IllegalArgumentException if the experiment's strategy is local
   */
  public Trained fit(Dataset training, Optional<Dataset> validation, RoundJobs jobs) {
    if (experiment.strategy() instanceof Strategy.Local) {
      throw new IllegalArgumentException("a local strategy has no rounds");
    }
    return fit(training, validation, Optional.of(jobs));
  }

  private Trained fit(Dataset training, Optional<Dataset> validation, Optional<RoundJobs> jobs) {
    double fraction = experiment.data().validationSplit();
    if (validation.isPresent() || fraction == 0) {
      return run(training, validation, jobs);
    }
    Split split = Split.of(training, fraction);
    return run(split.training(), Optional.of(split.validation()), jobs);
  }

  /**
   * Returns what {@link #fit} ended with, in this run or an earlier one.
   *
   * @return the history and the final variables
   * @throws UserError if it has not ended, its checkpoint {@code final} is damaged, or it is of
   *     another experiment
   */
  public Trained trained() {
    return trained(Checkpoints.FINAL);
  }

  /**
   * Returns what a checkpoint holds.
   *
   * @param name {@code latest} for the newest epoch's that is not damaged, or the name of one, such
   *     as {@code final}, {@code best} or {@code epoch-0003}
   * @return the history and the variables at that time
   * @throws UserError if there is none of that name, it is damaged, or it is of another experiment
   */
  public Trained trained(String name) {
    Checkpoints kept =
        new Checkpoints(
            workDirectory.checkpoints(),
            Fingerprint.ofAnyData(fingerprint, strategy()),
            TallyClasses.of(experiment),
            console);
    Optional<Checkpoint> found =
        name.equals(LATEST)
            ? kept.newest()
            : Optional.of(name).filter(kept.names()::contains).map(kept::named);
    Checkpoint checkpoint = found.orElseThrow(() -> missing(name, kept.names()));
    return new Trained(checkpoint.history(), checkpoint.values());
  }

  private String strategy() {
    return experiment.strategy().summary();
  }

  private UserError missing(String name, List<String> names) {
    return new UserError(
        name.equals(Checkpoints.FINAL)
            ? "training in " + workDirectory.path() + " has not ended; go on with it first"
            : "there is no checkpoint '"
                + name
                + "' in "
                + workDirectory.checkpoints()
                + "; there are "
                + (names.isEmpty() ? "none" : String.join(", ", names)));
  }

  private Trained run(Dataset training, Optional<Dataset> validation, Optional<RoundJobs> jobs) {
    int classes = StepGraph.evaluation(experiment).classes();
    List<Dataset> all = new ArrayList<>(List.of(training));
    validation.ifPresent(all::add);
    all.forEach(data -> requireUsable(data, experiment, classes));
    tellUnused(training);
    Checkpoints checkpoints =
        new Checkpoints(
            workDirectory.checkpoints(),
            Fingerprint.of(fingerprint, strategy(), all),
            TallyClasses.of(experiment),
            console);
    Optional<Checkpoint> newest = checkpoints.newest();
    try (Loader loader = new Loader(experiment, experiment.batch(), loaderThreads);
        Steps steps = steps(loader, training, checkpoints, jobs);
        Validator validator = new Validator(experiment, backend, loader, validation)) {
      return new Fit(this, steps, validator, checkpoints).run(newest);
    }
  }

  private Steps steps(
      Loader loader, Dataset training, Checkpoints checkpoints, Optional<RoundJobs> jobs) {
    if (experiment.strategy() instanceof Strategy.Local) {
      return new LocalSteps(experiment, backend, loader, training);
    }
    Rounds rounds = Rounds.of(experiment, backend, () -> training, loaderThreads);
    RoundJobs looped =
        new LoopedJobs(workDirectory, experiment, rounds, Integer.MAX_VALUE, console);
    return new RoundSteps(rounds, jobs.orElse(looped), checkpoints, training.size());
  }

  static void requireUsable(Dataset data, Experiment experiment, int classes) {
    if (data.size() == 0) {
      throw new UserError("there are no records to train on or validate by; look at the data");
    }
    Targets targets = Targets.of(experiment);
    for (int i = 0; i < data.size(); i++) {
      String id = data.id(i);
      targets
          .whyNot(data.targets(i))
          .ifPresent(
              why -> {
                throw new UserError("record " + id + ": " + why + "; mend the record");
              });
      int label = data.label(i);
      if (label < 0 || label >= classes) {
        throw new UserError(
            "record "
                + data.id(i)
                + " has the label "
                + label
                + ", but the model tells "
                + classes
                + " classes apart, 0 to "
                + (classes - 1)
                + "; end the model in as many classes as the data has, or mend the record");
      }
      double weight = data.weight(i);
      if (!(weight >= 0 && Float.isFinite((float) weight))) {
        throw new UserError(
            "record "
                + data.id(i)
                + " has the weight "
                + weight
                + "; weights must be finite and 0 or more, so mend the record");
      }
    }
  }

  /** Weights that nobody has asked for may be meant to count. */
  private void tellUnused(Dataset training) {
    boolean weighted = IntStream.range(0, training.size()).anyMatch(i -> training.weight(i) != 1);
    if (weighted && !experiment.sampleWeights()) {
      console.line(
          "The training records have weights, which this experiment does not use; with"
              + " sampleWeights = true it would.");
    }
  }
}
