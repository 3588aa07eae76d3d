package dev.tenon.testkit;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.spi.Console;
import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A run whose results are given: it takes no steps, tells a listener of them, and keeps what the
 * listener does. It may be stopped and go on, as a real one.
 */
final class Rehearsal implements Training, Console {
  private static final double RATE = 0.1;

  private final History results;
  private final int steps;
  private final boolean interactive;
  private final Supplier<Listener> listener;
  private final Folder folder;

  private final Map<String, Integer> checkpoints = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private int epoch;
  private int began;
  private int step;
  private Optional<String> stopped = Optional.empty();
  private Optional<String> restored = Optional.empty();

  /**
   * Prepares a run.
   *
   * @param plan what happens in it
   * @param folder where its files are
   * @param listener gives the listener for each event
   */
  Rehearsal(Plan plan, Folder folder, Supplier<Listener> listener) {
    this.results = plan.results();
    this.steps = plan.steps();
    this.interactive = plan.interactive();
    this.folder = folder;
    this.listener = listener;
  }

  /**
   * What happens in a run.
   *
   * @param results the results of its epochs
   * @param steps steps in an epoch
   * @param interactive whether it prints to a terminal
   */
  record Plan(History results, int steps, boolean interactive) {
    int epochs() {
      return results.epochs().size();
    }

    @Override
    public String toString() {
      return String.format(
          "a run of %d steps an epoch, printed to a %s, of the results %s",
          steps, interactive ? "terminal" : "file", Histories.describe(results));
    }
  }

  /** Begins, or goes on after so many epochs, and ends after others, or as the listener asks. */
  void run(int from, int to) {
    begin(from);
    while (epoch < to && stopped.isEmpty()) {
      step(steps);
      endEpoch();
    }
  }

  /** Begins, or goes on after so many epochs. */
  void begin(int from) {
    epoch = from;
    began = from;
    step = 0;
    stopped = Optional.empty();
    restored = Optional.empty();
    emit(
        new Event.Started(
            this, new Progress(RATE, (long) from * steps, steps, from, epochs(), history(from))));
  }

  /** Takes the first steps of the next epoch. */
  void step(int taken) {
    Map<String, Double> values = results.epochs().get(epoch).values();
    for (step = 1; step <= taken; step++) {
      emit(new Event.StepEnded(this, epoch + 1, step, steps, values, time(0, step)));
    }
  }

  void endEpoch() {
    epoch++;
    step = 0;
    emit(new Event.EpochEnded(this, history(epoch), epochs(), time(1, 0)));
  }

  void end() {
    emit(new Event.Ended(this, history(epoch)));
  }

  /** Returns how long some epochs and steps take, always as long. */
  private Duration time(int epochs, int steps) {
    return Duration.ofMillis(41L * this.steps * epochs + 40L * steps);
  }

  private int epochs() {
    return results.epochs().size();
  }

  private History history(int done) {
    return new History(results.epochs().subList(0, done));
  }

  /** Tells the listener of an event. */
  void emit(Event event) {
    String name = event.getClass().getSimpleName() + " of epoch " + epoch;
    int before = asked.size();
    listener.get().on(event);
    asked.subList(before, asked.size()).replaceAll(what -> name + ": " + what);
  }

  int epoch() {
    return epoch;
  }

  /** Returns all that the listener asked for, each after the event at which it did. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /**
   * Returns what there is in the end, in words: how long the run was, the checkpoints that were
   * kept, and the parameters that it returns.
   */
  String end(Map<String, String> files) {
    Object returned = restored.<Object>map(name -> "epoch " + checkpoints.get(name)).orElse("last");
    return String.format(
        "%d epochs, checkpoints %s, returned parameters %s, files %s",
        epoch, checkpoints, returned, files);
  }

  @Override
  public Folder workDirectory() {
    return folder;
  }

  @Override
  public Console console() {
    return this;
  }

  @Override
  public void stop(String reason) {
    asked.add("stop since " + reason);
    stopped = Optional.of(reason);
  }

  @Override
  public void save(String name) {
    asked.add("save " + name);
    checkpoints.put(name, epoch);
  }

  @Override
  public void restore(String name) {
    if (!checkpoints.containsKey(name)) {
      throw new IllegalStateException("no checkpoint '" + name + "' was kept to be restored");
    }
    asked.add("restore " + name);
    restored = Optional.of(name);
  }

  @Override
  public void forget(String name) {
    asked.add("forget " + name);
    checkpoints.remove(name);
  }

  @Override
  public Map<String, NDArray> values() {
    return Map.of("dense/bias", NDArray.floats(Shape.of(3), epoch, 0, -1));
  }

  /** It is always as late at the same point of the run, as if it had never been stopped. */
  @Override
  public Instant now() {
    return Instant.parse("2026-01-01T00:00:00Z").plus(time(epoch, step));
  }

  @Override
  public Duration elapsed() {
    return time(epoch - began, step);
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public void line(String line) {
    asked.add("print " + line);
  }

  @Override
  public void status(String text) {
    asked.add("show " + text);
  }
}
