package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Tally;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/** An epoch on the way: which it is, how far it has come and what was measured in it. */
final class Epoch {
  private final int number;
  private final long before;
  private final long steps;
  private final LongToDoubleFunction rate;
  private final Consumer<Epoch> listener;
  private final Divergence divergence;
  private final Measurement measurement;
  private final long began = System.nanoTime();
  private long done;

  /**
   * Begins.
   *
   * @param experiment says what to measure
   * @param number the epoch, from 1
   * @param before steps done before it
   * @param steps steps in it
   * @param rate the learning rate after a number of steps since training began
   * @param checkpoints where checkpoints are, for people
   * @param listener is told of each step that is done
   */
  Epoch(
      Experiment experiment,
      int number,
      long before,
      long steps,
      LongToDoubleFunction rate,
      String checkpoints,
      Consumer<Epoch> listener) {
    this.number = number;
    this.before = before;
    this.steps = steps;
    this.rate = rate;
    this.listener = listener;
    this.divergence =
        new Divergence(number, steps, step -> rate.applyAsDouble(before + step - 1), checkpoints);
    this.measurement = new Measurement(experiment);
  }

  int number() {
    return number;
  }

  long before() {
    return before;
  }

  long steps() {
    return steps;
  }

  /** Returns what notices that its numbers are no longer finite. */
  Divergence divergence() {
    return divergence;
  }

  /** Returns how many of its steps are done. */
  long done() {
    return done;
  }

  Map<String, Double> values() {
    return measurement.values();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Returns the learning rate after a number of steps since training began. */
  double rate(long before) {
    return rate.applyAsDouble(before);
  }

  /** Takes what an earlier run has done of this epoch. */
  void goOnAfter(long steps, Map<String, Tally> measured) {
    done = steps;
    measurement.add(measured);
  }

  /** Tells that a step is done. */
  void stepDone(Consumer<Measurement> measured) {
    measured.accept(measurement);
    done++;
    listener.accept(this);
  }
}
