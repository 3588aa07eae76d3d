package dev.tenon.examples;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.RandomCrop;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.plugins.optimizers.WeightDecay;
import dev.tenon.plugins.schedules.OneCycle;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.plugins.sources.FashionMnist.Split;
import dev.tenon.spi.Optimizer;
import java.util.List;

/**
 * A residual network that tells ten kinds of clothing apart: two stages of two blocks each, of
 * which pooling halves the images, as in networks for fast training (Page, <i>How to Train Your
 * ResNet</i>, 2018).
 *
 * <p>Its learning rate runs through one cycle (Smith and Topin, <i>Super-Convergence</i>, 2018) and
 * ends near zero, so its last checkpoint is the one to use.
 */
public final class FashionMnistResnet implements Definition {
  private static final int EPOCHS = 14;
  private static final int SIZE = 28;
  private static final int CLASSES = 10;

  /** Makes the definition. */
  public FashionMnistResnet() {}

  @Override
  public String name() {
    return "fashion-mnist-resnet";
  }

  @Override
  public String summary() {
    return "a residual CNN on Fashion-MNIST, more accurate and slower than fashion-mnist";
  }

  @Override
  public Experiment experiment() {
    return Experiment.named(name())
        .withData(
            new Data(new FashionMnist(Split.TRAIN), new FashionMnist(Split.TEST))
                .withValidationSplit(0.05))
        .withModel(model())
        .withLoss(new CategoricalCrossEntropy().withLabelSmoothing(0.1))
        .withOptimizer(optimizer())
        .withAugmentations(
            new RandomFlip(RandomFlip.Mode.HORIZONTAL), new RandomCrop(SIZE, SIZE, 2))
        .withSchedule(new OneCycle(EPOCHS))
        .withMetrics(new Accuracy(), new TopKCategoricalAccuracy(2))
        .withListeners(new CsvHistory(), new ProgressBar())
        .withEpochs(EPOCHS)
        .withBatch(64)
        .withSeed(1);
  }

  private static Model model() {
    Node x = ResidualCnn.stem(new Input(SIZE, SIZE, 1), 32);
    for (int filters : new int[] {64, 128}) {
      x = ResidualCnn.block(x.then(new MaxPooling2D()), filters, 1, true);
      x = ResidualCnn.block(x, filters, 1, false);
    }
    return Model.of(x.then(new GlobalAveragePooling2D(), new Dense(CLASSES, new Softmax())));
  }

  /** Decays weights that multiply, and neither biases nor what batch normalization scales by. */
  private static Optimizer optimizer() {
    return new WeightDecay(new Sgd(0.05, 0.9, true), 0.005, List.of("bias$", "gamma$", "beta$"));
  }
}
