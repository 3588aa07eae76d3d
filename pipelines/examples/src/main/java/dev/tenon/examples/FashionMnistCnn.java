package dev.tenon.examples;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.schedules.LinearDecay;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.plugins.sources.FashionMnist.Split;
import dev.tenon.spi.Layer;

// region definition
/** A small convolutional network that tells ten kinds of clothing apart. */
public final class FashionMnistCnn implements Definition {
  private static final int EPOCHS = 8;

  /** Makes the definition. */
  public FashionMnistCnn() {}

  @Override
  public String name() {
    return "fashion-mnist";
  }

  @Override
  public String summary() {
    return "a small CNN on the 70,000 grey images of Fashion-MNIST, in minutes on two cores";
  }

  @Override
  public Experiment experiment() {
    return Experiment.named(name())
        .withData(
            new Data(new FashionMnist(Split.TRAIN), new FashionMnist(Split.TEST))
                .withValidationSplit(0.05))
        .withModel(model())
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam(1e-3))
        .withSchedule(new LinearDecay(1e-5, EPOCHS))
        .withMetrics(new Accuracy(), new TopKCategoricalAccuracy(2))
        .withListeners(new BestCheckpoint(), new CsvHistory(), new ProgressBar())
        .withEpochs(EPOCHS)
        .withBatch(64)
        .withSeed(1);
  }

  private static Model model() {
    return new Model(
        new Input(28, 28, 1),
        conv(32),
        conv(32),
        new MaxPooling2D(),
        new BatchNormalization(),
        conv(64),
        new MaxPooling2D(),
        new BatchNormalization(),
        new Flatten(),
        new Dense(128, new Relu()),
        new Dropout(0.3),
        new Dense(10, new Softmax()));
  }

  private static Layer conv(int filters) {
    return new Conv2D(filters, 3, new Relu()).withPadding(Padding.SAME);
  }
}
// endregion
