package dev.tenon.examples;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomRotation;
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
import dev.tenon.plugins.schedules.ReduceOnPlateau;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Source;
import java.nio.file.Path;
import java.util.List;

/**
 * The tutorial's convolutional network, which tells six kinds of scene apart on colour images of
 * 150 by 150.
 *
 * <p>The images are expected as IDX files of four dimensions in the folder {@code scenes}; others
 * are named by {@code --set data.training.images=...} and its like.
 */
public final class SceneCnn implements Definition {
  private static final List<String> CLASSES =
      List.of("buildings", "forest", "glacier", "mountain", "sea", "street");

  /** Makes the definition. */
  public SceneCnn() {}

  @Override
  public String name() {
    return "scenes";
  }

  @Override
  public String summary() {
    return "the tutorial's CNN for scenes, on your IDX files of 150x150x3 images";
  }

  @Override
  public Experiment experiment() {
    return Experiment.named(name())
        .withData(new Data(source("train"), source("test")).withValidationSplit(0.1))
        .withModel(model())
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam())
        .withAugmentations(new RandomFlip(), new RandomRotation(10))
        .withSchedule(new ReduceOnPlateau().withPatience(3))
        .withMetrics(new Accuracy(), new TopKCategoricalAccuracy(2))
        .withListeners(new BestCheckpoint(), new CsvHistory(), new ProgressBar())
        .withEpochs(20)
        .withBatch(32)
        .withSeed(2);
  }

  private static Source source(String part) {
    Path folder = Path.of("scenes");
    return new Idx(
        folder.resolve(part + "-images-idx4-ubyte"),
        folder.resolve(part + "-labels-idx1-ubyte"),
        CLASSES);
  }

  private static Model model() {
    return new Model(
        new Input(150, 150, 3),
        conv(64),
        conv(64),
        new MaxPooling2D(),
        conv(128),
        conv(128),
        new MaxPooling2D(),
        conv(256),
        conv(256),
        new MaxPooling2D(),
        new Flatten(),
        new Dense(64, new Relu()),
        new BatchNormalization(),
        new Dropout(0.3),
        new Dense(CLASSES.size(), new Softmax()));
  }

  private static Layer conv(int filters) {
    return new Conv2D(filters, 3, new Relu()).withPadding(Padding.SAME);
  }
}
