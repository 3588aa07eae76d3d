package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Console;
import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Training;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One run of a {@link Trainer}: the loop over epochs, and where it stands. */
final class Fit implements Training {
  private final Experiment experiment;
  private final Trainer trainer;
  private final Steps steps;
  private final Validator validator;
  private final Checkpoints checkpoints;

  private final long began = System.nanoTime();
  private Checkpoint present;
  private Optional<String> stop = Optional.empty();
  private Optional<String> restored = Optional.empty();

  Fit(Trainer trainer, Steps steps, Validator validator, Checkpoints checkpoints) {
    this.trainer = trainer;
    this.experiment = trainer.experiment();
    this.steps = steps;
    this.validator = validator;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains to the end.
   *
   * @param from where to go on, empty to begin
   */
  Trained run(Optional<Checkpoint> from) {
    present = from.map(this::continued).orElseGet(this::begun);
    steps.goOnFrom(present.values());
    emit(new Event.Started(this, progress(present.step())));
    if (present.epoch() < experiment.epochs()) {
      // What an earlier run for fewer epochs ended with is not what this one will end with.
      checkpoints.forget(Checkpoints.FINAL);
    }
    while (stop.isEmpty() && present.epoch() < experiment.epochs()) {
      epoch(present.epoch() + 1);
    }
    stop.ifPresent(
        reason -> console().line("Training stops after epoch " + present.epoch() + ": " + reason));
    emit(new Event.Ended(this, present.history()));
    Map<String, NDArray> values =
        restored.map(name -> checkpoints.named(name).values()).orElse(present.values());
    checkpoints.save(Checkpoints.FINAL, new Checkpoint(present.step(), present.history(), values));
    return new Trained(present.history(), values);
  }

  private Checkpoint begun() {
    return new Checkpoint(0, History.EMPTY, steps.first());
  }

  private Checkpoint continued(Checkpoint checkpoint) {
    steps.types().forEach((name, type) -> requireFit(name, type, checkpoint.values().get(name)));
    if (checkpoint.epoch() > experiment.epochs()) {
      throw new UserError(
          "the run in "
              + workDirectory()
              + " has done "
              + checkpoint.epoch()
              + " epochs already, more than the "
              + experiment.epochs()
              + " asked for; ask for as many or more, or choose another work directory");
    }
    console()
        .line("Going on after epoch " + checkpoint.epoch() + " of " + experiment.epochs() + ".");
    return checkpoint;
  }

  private void requireFit(String name, TensorType type, NDArray value) {
    if (value == null || !value.type().equals(type)) {
      throw new UserError(
          "the checkpoint in "
              + checkpoints.folder()
              + " does not fit: "
              + name
              + " should be "
              + type
              + " and is "
              + (value == null ? "missing" : value.type())
              + "; it was written by another version, so begin in another work directory");
    }
  }

  private void epoch(int number) {
    Epoch epoch =
        new Epoch(
            experiment,
            number,
            present.step(),
            steps.perEpoch(),
            this::rate,
            checkpoints.folder().toString(),
            this::stepDone);
    Map<String, NDArray> values = steps.take(epoch);
    long after = epoch.before() + epoch.done();
    Map<String, Double> results = new LinkedHashMap<>(epoch.values());
    results.putAll(validator.measure(values));
    results.put("learning_rate", rate(after - 1));
    epoch
        .divergence()
        .requireFinite("the validation loss", results.getOrDefault("val_loss", 0.0), epoch.steps());
    History history = present.history().with(new History.Epoch(number, results));
    present = new Checkpoint(after, history, values);
    emit(new Event.EpochEnded(this, history, experiment.epochs(), epoch.elapsed()));
    checkpoints.save(present);
  }

  private void stepDone(Epoch epoch) {
    emit(
        new Event.StepEnded(
            this, epoch.number(), epoch.done(), epoch.steps(), epoch.values(), epoch.elapsed()));
  }

  private Progress progress(long before) {
    return new Progress(
        experiment.optimizer().learningRate(),
        before,
        steps.perEpoch(),
        present.epoch(),
        experiment.epochs(),
        present.history());
  }

  private double rate(long before) {
    Progress progress = progress(before);
    double rate =
        experiment
            .schedule()
            .map(schedule -> schedule.rate(progress))
            .orElse(progress.initialRate());
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new UserError(
          "the learning rate must be finite and not negative, but is "
              + rate
              + " at step "
              + (before + 1)
              + "; look at the schedule "
              + experiment.schedule().map(Object::toString).orElse("and the optimizer"));
    }
    return rate;
  }

  private void emit(Event event) {
    experiment.listeners().forEach(listener -> listener.on(event));
  }

  @Override
  public Folder workDirectory() {
    return trainer.workDirectory().folder();
  }

  @Override
  public Console console() {
    return trainer.console();
  }

  @Override
  public void stop(String reason) {
    stop = Optional.of(reason);
  }

  @Override
  public void save(String name) {
    checkpoints.save(name, present);
  }

  @Override
  public void restore(String name) {
    restored = Optional.of(name);
  }

  @Override
  public void forget(String name) {
    checkpoints.forget(name);
  }

  @Override
  public Map<String, NDArray> values() {
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Variable variable : StepGraph.evaluation(experiment).variables()) {
      values.put(variable.path(), present.values().get(variable.path()));
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
