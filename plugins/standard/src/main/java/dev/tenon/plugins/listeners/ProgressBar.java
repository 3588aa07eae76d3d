package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows how far training is, in lines like those of Keras.
 *
 * <p>A line has epoch, step, time, time a step, the time that the epoch will take from there if its
 * steps go on as they went, loss and metrics. On a terminal, one line is overwritten as the epoch
 * goes on; elsewhere, as in a file, a plain line is printed at each quarter of an epoch. Either way
 * an epoch ends with one line of its results. Example: {@code experiment.withListeners(new
 * ProgressBar())}.
 */
public record ProgressBar() implements Listener {
  private static final int WIDTH = 20;

  @Override
  public void on(Event event) {
    if (event instanceof Event.StepEnded step) {
      show(step);
    } else if (event instanceof Event.EpochEnded ended) {
      show(ended);
    }
  }

  private static void show(Event.StepEnded step) {
    boolean interactive = step.training().console().interactive();
    // Whether to show depends on the step alone: at each hundredth or each quarter of the epoch.
    if (!passes(step, interactive ? 100 : 4)) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "Epoch %d: %d/%d%s %s %s%s%s",
            step.epoch(),
            step.step(),
            step.steps(),
            interactive ? " " + bar(step) : "",
            seconds(step.elapsed()),
            perStep(step.elapsed(), step.step()),
            step.step() < step.steps() ? " " + seconds(left(step)) + " left" : "",
            values(step.values()));
    if (interactive) {
      step.training().console().status(text);
    } else if (step.step() < step.steps()) {
      step.training().console().line(text);
    }
  }

  private static Duration left(Event.StepEnded step) {
    double part = (double) (step.steps() - step.step()) / step.step();
    return Duration.ofMillis(Math.round(step.elapsed().toMillis() * part));
  }

  private static boolean passes(Event.StepEnded step, int parts) {
    return step.step() * parts / step.steps() > (step.step() - 1) * parts / step.steps();
  }

  private static String bar(Event.StepEnded step) {
    int done = (int) (step.step() * WIDTH / step.steps());
    return "[" + "=".repeat(done) + ".".repeat(WIDTH - done) + "]";
  }

  private static void show(Event.EpochEnded ended) {
    History.Epoch epoch = ended.history().epochs().get(ended.history().epochs().size() - 1);
    ended.training().console().line(line(epoch, ended.epochs(), ended.elapsed()));
  }

  /**
   * Returns the line that an epoch ends with.
   *
   * @param epoch the epoch and its results
   * @param epochs epochs planned
   * @param elapsed time since the epoch began
   * @return the line, such as {@code Epoch 1/8 83s - loss: 0.4200 - accuracy: 0.8504}
   */
  public static String line(History.Epoch epoch, int epochs, Duration elapsed) {
    return String.format(
        Locale.ROOT,
        "Epoch %d/%d %s%s",
        epoch.number(),
        epochs,
        seconds(elapsed),
        values(epoch.values()));
  }

  private static String values(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(value -> " - " + value.getKey() + ": " + number(value.getValue()))
        .collect(Collectors.joining());
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value == 0 || Math.abs(value) >= 1e-3 ? "%.4f" : "%.4e", value);
  }

  private static String seconds(Duration elapsed) {
    return elapsed.toSeconds() + "s";
  }

  private static String perStep(Duration elapsed, long steps) {
    long micros = elapsed.toNanos() / 1000 / steps;
    return micros < 10_000 ? micros + "us/step" : micros / 1000 + "ms/step";
  }
}
