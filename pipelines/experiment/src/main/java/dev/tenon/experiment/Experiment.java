package dev.tenon.experiment;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * What is trained, on what, and how: an immutable value that reads like a paper's methods section.
 *
 * <pre>{@code
 * Experiment.named("scenes")
 *     .withData(training, test)
 *     .withModel(new Input(150, 150, 3), new Conv2D(64, 3, new Relu()), new Flatten(), new Dense(6, new Softmax()))
 *     .withLoss(new CategoricalCrossEntropy())
 *     .withOptimizer(new Adam())
 *     .withMetrics(new Accuracy())
 *     .withEpochs(20).withBatch(32).withSeed(2);
 * }</pre>
 *
 * @param name its name, part of file names: letters, digits, dashes, underscores and dots
 * @param data what it learns from and is judged by
 * @param augmentations random changes of training images, in order; none by default
 * @param model the network
 * @param loss what training minimises
 * @param optimizer how parameters follow gradients
 * @param schedule how the learning rate changes; constant if empty
 * @param metrics what is measured besides the loss; none by default
 * @param listeners what happens besides training; none by default
 * @param epochs how often training goes through the data; 1 by default
 * @param batch examples in a step; 32 by default, as in Keras
 * @param seed what all chance depends on; 0 by default
 */
public record Experiment(
    String name,
    Data data,
    List<Augmentation> augmentations,
    Model model,
    Loss loss,
    Optimizer optimizer,
    Optional<Schedule> schedule,
    List<Metric> metrics,
    List<Listener> listeners,
    int epochs,
    int batch,
    long seed) {

  /** Keeps its own copies of the lists; a validation checks the whole. */
  public Experiment {
    augmentations = List.copyOf(augmentations);
    metrics = List.copyOf(metrics);
    listeners = List.copyOf(listeners);
  }
}
