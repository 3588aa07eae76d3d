package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Training;
import java.util.List;
import java.util.Locale;

/**
 * Writes what TensorBoard shows, to {@code tensorboard/train} and {@code tensorboard/validation}.
 *
 * <p>The names are those of Keras's callback: {@code epoch_loss}, {@code epoch_accuracy} and so on
 * of the training data and of the validation data under one name in two folders, and {@code
 * epoch_learning_rate}, at the epochs' numbers from 0; {@code batch_loss} and so on, means over the
 * epoch so far, at the number of the step since training began, from 1; and {@code
 * <path>/histogram} of each parameter and moving statistic, in 30 buckets of equal width.
 *
 * <p>Each epoch has a file of its own, and so has each step that is shown. A file is written whole
 * or not at all; where a run that was stopped goes through a step again, it replaces the file, so
 * no step is there twice. {@code tensorboard --logdir runs/fashion-mnist/tensorboard} shows it,
 * also while training goes on. Example: {@code experiment.withListeners(new TensorBoard())}, or
 * {@code new TensorBoard(1, 100)} with histograms after each epoch and values at each hundredth
 * step.
 *
 * @param histogramFreq how many epochs lie between one histogram of each parameter and the next, 0
 *     for none; 0 by default
 * @param updateFreq how many steps lie between the values of one step that are shown and the next,
 *     0 for those of epochs alone; 0 by default. Each is a file, so let it be at least a tenth of
 *     an epoch in long runs
 */
public record TensorBoard(int histogramFreq, int updateFreq) implements Listener {
  private static final String VALIDATION = "val_";

  /** Checks both numbers. */
  public TensorBoard {
    if (histogramFreq < 0) {
      throw new IllegalArgumentException(
          "histogramFreq must not be negative, got " + histogramFreq);
    }
    if (updateFreq < 0) {
      throw new IllegalArgumentException("updateFreq must not be negative, got " + updateFreq);
    }
  }

  /** Shows the results of epochs alone. */
  public TensorBoard() {
    this(0, 0);
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.Started started) {
      List.of(train(started.training()), validation(started.training()))
          .forEach(TensorBoard::removeUnfinished);
    } else if (event instanceof Event.StepEnded step) {
      if (updateFreq > 0 && global(step) % updateFreq == 0) {
        show(step);
      }
    } else if (event instanceof Event.EpochEnded ended) {
      show(ended);
    }
  }

  /** What a killed run had begun to write, nobody would read. */
  private static void removeUnfinished(Folder folder) {
    folder.files().stream()
        .filter(name -> name.startsWith(Folder.UNFINISHED))
        .forEach(name -> folder.file(name).delete());
  }

  private static void show(Event.StepEnded step) {
    SummaryEvent shown = new SummaryEvent(step.training().now(), global(step));
    step.values().forEach((name, value) -> shown.scalar("batch_" + name, value));
    String place = String.format(Locale.ROOT, "%010d", step.step());
    shown.write(train(step.training()).file(name(step.epoch(), place)));
  }

  private static long global(Event.StepEnded step) {
    return (step.epoch() - 1) * step.steps() + step.step();
  }

  private void show(Event.EpochEnded ended) {
    Training training = ended.training();
    int number = ended.history().epochs().size();
    History.Epoch epoch = ended.history().epochs().get(number - 1);
    SummaryEvent learned = new SummaryEvent(training.now(), number - 1);
    SummaryEvent validated = new SummaryEvent(training.now(), number - 1);
    epoch.values().forEach((name, value) -> add(name, value, learned, validated));
    if (histogramFreq > 0 && number % histogramFreq == 0) {
      training.values().forEach((path, value) -> learned.histogram(path + "/histogram", value));
    }
    learned.write(train(training).file(name(number, "epoch")));
    if (epoch.values().keySet().stream().anyMatch(name -> name.startsWith(VALIDATION))) {
      validated.write(validation(training).file(name(number, "epoch")));
    }
  }

  private static void add(String name, double value, SummaryEvent learned, SummaryEvent validated) {
    if (name.startsWith(VALIDATION)) {
      validated.scalar("epoch_" + name.substring(VALIDATION.length()), value);
    } else {
      learned.scalar("epoch_" + name, value);
    }
  }

  /**
   * Names a file. TensorBoard takes files with {@code tfevents} in their names, and goes through
   * them by name, so names rise as training goes on.
   */
  private static String name(int epoch, String place) {
    return String.format(Locale.ROOT, "events.out.tfevents.%06d.%s", epoch, place);
  }

  private static Folder train(Training training) {
    return training.workDirectory().folder("tensorboard").folder("train");
  }

  private static Folder validation(Training training) {
    return training.workDirectory().folder("tensorboard").folder("validation");
  }
}
