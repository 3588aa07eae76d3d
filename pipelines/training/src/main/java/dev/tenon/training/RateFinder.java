package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.Backend;
import dev.tenon.graph.Session;
import dev.tenon.spi.UserError;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Looks for a learning rate to begin with, by a {@link RateSweep}: takes the first steps of an
 * experiment's training, with its own model, first parameters, loss, optimizer, augmentations,
 * order of records and seed, but at rates that rise from step to step, and keeps nothing of them
 * but their losses. Neither the experiment's schedule nor its strategy has a part in it: a step is
 * that of one process.
 *
 * <p>If there are more steps than an epoch has, it goes on with the next epoch. The same experiment
 * and data give the same numbers, as training does.
 *
 * @param experiment what would be trained
 * @param backend what computes
 */
public record RateFinder(Experiment experiment, Backend backend) {
  /** How many batches are loaded at once, some of them in vain after the last step. */
  private static final int TOGETHER = 8;

  /**
   * Takes the steps.
   *
   * @param data the training data; the part that the experiment's {@code validationSplit} holds out
   *     is left out, as in training
   * @param sweep the rates
   * @param listener is told of each step whose loss is finite
   * @return the losses
   * @throws UserError if there are no records, a label is out of range, an image has another size
   *     than the model takes, or the very first loss is not finite
   * @throws dev.tenon.graph.ShapeException if the model's parts do not fit
   */
  public RateCurve find(Dataset data, RateSweep sweep, Consumer<RateCurve.Point> listener) {
    double heldOut = experiment.data().validationSplit();
    Dataset training = heldOut == 0 ? data : Split.of(data, heldOut).training();
    StepGraph graph = StepGraph.training(experiment);
    Trainer.requireUsable(training, experiment, graph.classes());
    RateRecorder recorder = new RateRecorder(sweep, listener);
    try (Loader loader = new Loader(experiment, experiment.batch(), Trainer.defaultThreads());
        Session session = backend.open(graph.graph())) {
      graph.initialValues(experiment.seed()).forEach(session::write);
      Stepper stepper = new Stepper(experiment, session, loader, step -> OptionalLong.empty());
      int together = Math.max(TOGETHER, session.runsAtOnce());
      for (int epoch = 1; !recorder.isOver(); epoch++) {
        take(stepper, training, epoch, together, recorder);
      }
    }
    RateCurve curve = recorder.curve();
    if (curve.points().isEmpty()) {
      throw new UserError(
          "the very first loss is not a finite number, whatever the learning rate; look at the"
              + " input's scale, the initializers and the data");
    }
    return curve;
  }

  /** Takes the steps of an epoch, or as many of them as are wanted. */
  private void take(
      Stepper stepper, Dataset training, int epoch, int together, RateRecorder recorder) {
    int[] order = new Shuffle(experiment.seed()).order(epoch, training.size());
    int from = 0;
    while (from < order.length && !recorder.isOver()) {
      long records = (long) Math.min(together, recorder.left()) * experiment.batch();
      int to = (int) Math.min(order.length, from + records);
      stepper.take(
          training,
          Arrays.copyOfRange(order, from, to),
          epoch,
          recorder.taken(),
          recorder::rate,
          taken -> recorder.add(taken.loss()));
      from = to;
    }
  }
}
