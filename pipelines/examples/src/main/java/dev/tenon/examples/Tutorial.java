package dev.tenon.examples;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomRotation;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.augmentations.RandomZoom;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.EarlyStopping;
import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.schedules.ExponentialDecay;
import dev.tenon.plugins.schedules.FunctionSchedule;
import dev.tenon.plugins.schedules.LinearDecay;
import dev.tenon.plugins.schedules.ReduceOnPlateau;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Source;
import java.nio.file.Path;
import java.util.List;

/** The steps of docs/tutorial.md that say what is trained; the tests have those that run it. */
final class Tutorial {
  private Tutorial() {}

  // region classes
  static final List<String> CLASSES =
      List.of("buildings", "forest", "glacier", "mountain", "sea", "street");

  // endregion

  // region data
  static Data data(Path folder) {
    return new Data(scenes(folder, "train"), scenes(folder, "test")).withValidationSplit(0.1);
  }

  private static Source scenes(Path folder, String part) {
    return new Idx(
        folder.resolve(part + "-images-idx4-ubyte"),
        folder.resolve(part + "-labels-idx1-ubyte"),
        CLASSES);
  }

  // endregion

  static Model model() {
    return new Model(
        // region input
        new Input(150, 150, 3),
        // endregion
        // region first-block
        new Conv2D(64, 3, new Relu()).withPadding(Padding.SAME),
        new Conv2D(64, 3, new Relu()).withPadding(Padding.SAME),
        new MaxPooling2D(),
        // endregion
        // region deeper-blocks
        new Conv2D(128, 3, new Relu()).withPadding(Padding.SAME),
        new Conv2D(128, 3, new Relu()).withPadding(Padding.SAME),
        new MaxPooling2D(),
        new Conv2D(256, 3, new Relu()).withPadding(Padding.SAME),
        new Conv2D(256, 3, new Relu()).withPadding(Padding.SAME),
        new MaxPooling2D(),
        // endregion
        // region classifier
        new Flatten(),
        new Dense(64, new Relu()),
        new BatchNormalization(),
        new Dropout(0.3),
        new Dense(CLASSES.size(), new Softmax())
        // endregion
        );
  }

  // region compile
  static Experiment experiment(Data data, Model model) {
    return Experiment.named("scenes")
        .withData(data)
        .withModel(model)
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam(1e-3))
        .withMetrics(new Accuracy(), new TopKCategoricalAccuracy(2))
        .withEpochs(20)
        .withBatch(32)
        .withSeed(2);
  }

  // endregion

  static Experiment augmented(Experiment experiment) {
    // region augmentations
    return experiment.withAugmentations(
        new RandomFlip(), new RandomRotation(10), new RandomShift(0.1, 0.1), new RandomZoom(0.1));
    // endregion
  }

  static Experiment decayingExponentially(Experiment experiment) {
    // region exponential
    return experiment.withSchedule(new ExponentialDecay(0.9, 1));
    // endregion
  }

  static Experiment decayingLinearly(Experiment experiment) {
    // region linear
    return experiment.withSchedule(new LinearDecay(1e-5, 20));
    // endregion
  }

  static Experiment reducedOnPlateaus(Experiment experiment) {
    // region plateau
    return experiment.withSchedule(
        new ReduceOnPlateau().withFactor(0.5).withPatience(3).withFloor(1e-6));
    // endregion
  }

  static Experiment scheduledByFunction(Experiment experiment) {
    // region function
    return experiment.withSchedule(FunctionSchedule.of(Tutorial::halved));
    // endregion
  }

  // region halved
  /** Half the rate after every five epochs. */
  static double halved(Progress progress) {
    return progress.initialRate() * Math.pow(0.5, progress.epoch() / 5);
  }

  // endregion

  static Experiment listenedTo(Experiment experiment) {
    // region listeners
    return experiment.withListeners(
        new ProgressBar(),
        new CsvHistory(),
        new BestCheckpoint("val_accuracy"),
        new EarlyStopping("val_loss", 5));
    // endregion
  }
}
