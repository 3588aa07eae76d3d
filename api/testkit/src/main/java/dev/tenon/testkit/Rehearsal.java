package dev.tenon.testkit;

import dev.tenon.spi.Console;
import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Training;
import java.time.Duration;
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
    stopped = Optional.empty();
    restored = Optional.empty();
    emit(
        new Event.Started(
            this, new Progress(RATE, (long) from * steps, steps, from, epochs(), history(from))));
  }

  /** Takes the first steps of the next epoch. */
  void step(int taken) {
    Map<String, Double> values = results.epochs().get(epoch).values();
    for (int step = 1; step <= taken; step++) {
      emit(
          new Event.StepEnded(this, epoch + 1, step, steps, values, Duration.ofMillis(40L * step)));
    }
  }

  void endEpoch() {
    epoch++;
    emit(new Event.EpochEnded(this, history(epoch), epochs(), Duration.ofMillis(41L * steps)));
  }

  void end() {
    emit(new Event.Ended(this, history(epoch)));
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
