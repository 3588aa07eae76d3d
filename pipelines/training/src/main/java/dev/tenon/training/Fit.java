package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.spi.Console;
import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Training;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One run of a {@link Trainer}: the loop over epochs and steps, and where it stands. */
final class Fit implements Training {
  private final Experiment experiment;
  private final Trainer trainer;
  private final StepGraph graph;
  private final Session session;
  private final Loader loader;
  private final Dataset data;
  private final Validator validator;
  private final Checkpoints checkpoints;
  private final Shuffle shuffle;
  private final Augmenter augmenter;
  private final StepGroup group;

  private Checkpoint present;
  private Optional<String> stop = Optional.empty();
  private Optional<String> restored = Optional.empty();

  Fit(
      Trainer trainer,
      StepGraph graph,
      Session session,
      Loader loader,
      Dataset data,
      Validator validator,
      Checkpoints checkpoints) {
    this.trainer = trainer;
    this.experiment = trainer.experiment();
    this.graph = graph;
    this.session = session;
    this.loader = loader;
    this.data = data;
    this.validator = validator;
    this.checkpoints = checkpoints;
    this.shuffle = new Shuffle(experiment.seed());
    this.augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    this.group = new StepGroup(session, experiment.model().input(), experiment.batch());
  }

  /**
   * Trains to the end.
   *
   * @param from where to go on, empty to begin
   */
  Trained run(Optional<Checkpoint> from) {
    present = from.map(this::continued).orElseGet(this::begun);
    present.values().forEach(session::write);
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
    return new Checkpoint(0, History.EMPTY, graph.initialValues(experiment.seed()));
  }

  private Checkpoint continued(Checkpoint checkpoint) {
    for (Variable variable : graph.variables()) {
      NDArray value = checkpoint.values().get(variable.path());
      if (value == null || !value.type().equals(variable.tensor().type())) {
        throw new UserError(
            "the checkpoint in "
                + checkpoints.folder()
                + " does not fit: "
                + variable.path()
                + " should be "
                + variable.tensor().type()
                + " and is "
                + (value == null ? "missing" : value.type())
                + "; it was written by another version, so begin in another work directory");
      }
    }
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

  private void epoch(int epoch) {
    long began = System.nanoTime();
    Measurement measurement = new Measurement(experiment);
    long before = present.step();
    long[] done = {0};
    Runnable take =
        () -> {
          for (StepGroup.Taken step : group.take()) {
            measure(step, epoch, measurement);
            done[0]++;
            emit(
                new Event.StepEnded(
                    this, epoch, done[0], steps(), measurement.values(), since(began)));
          }
        };
    loader.each(
        data,
        shuffle.order(epoch, data.size()),
        (id, canvas) -> augmenter.apply(id, epoch, canvas),
        batch -> {
          long step = before + done[0] + group.size();
          group.add(batch, step, rate(step));
          if (group.isFull()) {
            take.run();
          }
        });
    if (group.size() > 0) {
      take.run();
    }
    Map<String, NDArray> values = values(epoch);
    Map<String, Double> results = new LinkedHashMap<>(measurement.values());
    results.putAll(validator.measure(values));
    results.put("learning_rate", rate(before + done[0] - 1));
    requireFinite("the validation loss", results.getOrDefault("val_loss", 0.0), epoch, steps());
    History history = present.history().with(new History.Epoch(epoch, results));
    present = new Checkpoint(before + done[0], history, values);
    emit(new Event.EpochEnded(this, history, experiment.epochs(), since(began)));
    checkpoints.save(present);
  }

  private void measure(StepGroup.Taken step, int epoch, Measurement measurement) {
    double loss = step.outputs().get(StepGraph.LOSS).floats().get(0);
    requireFinite("the loss", loss, epoch, step.before() % steps() + 1);
    // The graph gives the batch's mean loss only; it stands for each example, so means agree.
    NDArray prediction = step.outputs().get(StepGraph.PREDICTION);
    measurement.add(prediction, step.batch().label(), place -> loss);
  }

  private long steps() {
    return loader.batches(data.size());
  }

  private Progress progress(long before) {
    return new Progress(
        experiment.optimizer().learningRate(),
        before,
        steps(),
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

  /** Copies the variables out of the session, once a whole epoch is done. */
  private Map<String, NDArray> values(int epoch) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Variable variable : graph.variables()) {
      NDArray value = session.read(variable.path());
      FloatBuffer floats = value.floats();
      while (floats.hasRemaining()) {
        requireFinite(variable.path(), floats.get(), epoch, steps());
      }
      values.put(variable.path(), value);
    }
    // A backend may carry more digits than a checkpoint keeps; a run that goes on must not use
    // them.
    values.forEach(session::write);
    return values;
  }

  private void requireFinite(String what, double value, int epoch, long step) {
    if (!Double.isFinite(value)) {
      double rate = rate(present.step() + step - 1);
      boolean first = present.step() == 0 && step == 1;
      throw new UserError(
          what
              + " became "
              + value
              + " in epoch "
              + epoch
              + ", step "
              + step
              + " of "
              + steps()
              + (first
                  ? "; the first prediction is out of range already, so look at the input's scale and"
                      + " the initializers (the learning rate is "
                      + rate
                      + ")"
                  : "; the learning rate of "
                      + rate
                      + " is probably too high, so try "
                      + (float) (rate / 10)
                      + ", or look for bad data")
              + (present.epoch() == 0
                  ? "; there is no checkpoint yet"
                  : "; the last good checkpoint is epoch "
                      + present.epoch()
                      + " in "
                      + checkpoints.folder()));
    }
  }

  private void emit(Event event) {
    experiment.listeners().forEach(listener -> listener.on(event));
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
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
}
