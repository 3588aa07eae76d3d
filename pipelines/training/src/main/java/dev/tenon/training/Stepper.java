package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.Session;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;

/** Takes training steps one after the other, on batches that a loader makes ahead. */
final class Stepper {
  private final Loader loader;
  private final StepGroup group;
  private final Augmenter augmenter;
  private final LongFunction<OptionalLong> draw;

  /**
   * Makes a stepper.
   *
   * @param experiment what is trained
   * @param session what takes the steps
   * @param loader what makes the batches
   * @param draw what counts random draws by the number of the step, where the graph asks for it
   */
  Stepper(Experiment experiment, Session session, Loader loader, LongFunction<OptionalLong> draw) {
    this.loader = loader;
    this.group = new StepGroup(session, experiment);
    this.augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    this.draw = draw;
  }

  /**
   * Takes a step on each batch of some records.
   *
   * @param data where the records are
   * @param order the records' indices
   * @param epoch the epoch, from 1
   * @param before steps done before the first
   * @param rate the learning rate after a number of steps
   * @param sink takes each step once it is taken
   */
  void take(
      Dataset data,
      int[] order,
      int epoch,
      long before,
      LongToDoubleFunction rate,
      Consumer<StepGroup.Taken> sink) {
    long[] taken = {0};
    Runnable take =
        () -> {
          for (StepGroup.Taken step : group.take()) {
            sink.accept(step);
            taken[0]++;
          }
        };
    loader.each(
        data,
        order,
        augmenter.in(epoch),
        batch -> {
          long step = before + taken[0] + group.size();
          group.add(batch, step, rate.applyAsDouble(step), draw.apply(step + 1));
          if (group.isFull()) {
            take.run();
          }
        });
    if (group.size() > 0) {
      take.run();
    }
  }
}
