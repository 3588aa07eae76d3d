package dev.tenon.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.optimizers.Adam;
import java.util.Map;

/** A model in training, operator by operator, as DJL's own trainer runs it. */
final class DjlTraining implements Peer.Training {
  private final NDManager manager;
  private final Model model;
  private final DjlImages images;
  private final DjlEmitter emitter;
  private final Optimizer optimizer;
  private final Loss loss = new SoftmaxCrossEntropyLoss();

  DjlTraining(Workload workload, Map<String, dev.tenon.graph.NDArray> weights, NDManager manager) {
    this.manager = manager;
    model = workload.experiment().model();
    images = new DjlImages(model.input());
    emitter = new DjlEmitter(manager, weights, true);
    Adam adam = (Adam) workload.experiment().optimizer();
    optimizer =
        Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) adam.learningRate()))
            .optBeta1((float) adam.beta1())
            .optBeta2((float) adam.beta2())
            .optEpsilon((float) adam.epsilon())
            .build();
  }

  @Override
  public float step(Samples batch) {
    float value;
    try (NDManager step = manager.newSubManager()) {
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray logits = Emitter.logits(model, images.of(step, batch), emitter);
        NDArray labels = step.create(batch.labels());
        NDArray mean = loss.evaluate(new NDList(labels), new NDList(logits));
        collector.backward(mean);
        value = mean.getFloat();
      }
      emitter
          .parameters()
          .forEach(
              (path, parameter) -> {
                try (NDArray gradient = parameter.getGradient()) {
                  optimizer.update(path, parameter, gradient);
                }
              });
    }
    return value;
  }

  @Override
  public void close() {
    manager.close();
  }
}
