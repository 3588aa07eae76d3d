package dev.tenon.transforms;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.spi.Source;

/** A small experiment. */
final class Toys {
  static final int SIDE = 6;

  private Toys() {}

  static Experiment on(Source training, Source test) {
    return Experiment.named("toy")
        .withData(new Data(training, test))
        .withModel(
            new Model(
                new Input(SIDE, SIDE, 1),
                new Conv2D(4, 3, new Relu()),
                new BatchNormalization().withMomentum(0.8),
                new Flatten(),
                new Dense(3, new Softmax())))
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam(0.02))
        .withAugmentations(new RandomShift(0.2, 0.2), new RandomBrightness(0.2))
        .withMetrics(new Accuracy(), new TopKCategoricalAccuracy(2))
        .withBatch(8)
        .withEpochs(5)
        .withSeed(7);
  }

  static Experiment experiment() {
    return on(new Halves(90, SIDE), new Halves(40, SIDE));
  }
}
