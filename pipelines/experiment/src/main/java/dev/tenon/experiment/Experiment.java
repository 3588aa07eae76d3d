package dev.tenon.experiment;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Schedule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is trained, on what, and how: an immutable value that reads like a paper's methods section.
 *
 * <pre>{@code
 * Experiment.named("scenes")
 *     .withData(training, test)
 *     .withModel(
 *         new Input(150, 150, 3),
 *         new Conv2D(64, 3, new Relu()),
 *         new Flatten(),
 *         new Dense(6, new Softmax()))
 *     .withLoss(new CategoricalCrossEntropy())
 *     .withOptimizer(new Adam())
 *     .withAugmentations(new RandomFlip())
 *     .withMetrics(new Accuracy())
 *     .withEpochs(20)
 *     .withBatch(32)
 *     .withSeed(2);
 * }</pre>
 *
 * <p>Data, model, loss and optimizer are given first and in this order, so that what lacks one of
 * them does not compile; all else has a default and may be given in any order. What an experiment's
 * parts have to do with one another is checked by {@link Validation}, as a whole.
 *
 * @param name its name, part of file names: letters, digits, dashes, underscores and dots
 * @param data what it learns from and is judged by
 * @param model the network
 * @param loss what training minimises
 * @param optimizer how parameters follow gradients
 * @param augmentations random changes of training images, in order; none by default
 * @param schedule how the learning rate changes; constant if empty
 * @param metrics what is measured besides the loss; none by default
 * @param listeners what happens besides training; none by default
 * @param epochs how often training goes through the data; 1 by default
 * @param batch examples in a step; 32 by default, as in Keras
 * @param seed what all chance depends on; 0 by default
 * @param strategy how training is spread over workers; local by default
 * @param classWeights how much the training loss of each class's examples counts, finite and 0 or
 *     more, by the index of the class; 1 for classes that are not there, and so for all by default
 * @param sampleWeights whether each example's loss is multiplied by the weight that its source
 *     gives it, in training and evaluation; false by default
 * @param regularizers what the loss charges for parameters; nothing by default
 * @param heads what is asked of single outputs of the model, where it is not what is asked of all;
 *     nothing by default
 */
public record Experiment(
    String name,
    Data data,
    Model model,
    Loss loss,
    Optimizer optimizer,
    List<Augmentation> augmentations,
    Optional<Schedule> schedule,
    List<Metric> metrics,
    List<Listener> listeners,
    int epochs,
    int batch,
    long seed,
    Strategy strategy,
    SortedMap<Integer, Double> classWeights,
    boolean sampleWeights,
    List<Regularizer> regularizers,
    List<Head> heads) {

  /** Requires all parts and keeps its own copies of the lists. */
  public Experiment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(strategy, "strategy");
    augmentations = List.copyOf(augmentations);
    metrics = List.copyOf(metrics);
    listeners = List.copyOf(listeners);
    regularizers = List.copyOf(regularizers);
    classWeights = Collections.unmodifiableSortedMap(new TreeMap<>(classWeights));
    heads = List.copyOf(heads);
  }

  /**
   * Makes an experiment of one epoch, with batches of 32, seed 0, and nothing that can be left out.
   *
   * @param name its name
   * @param data what it learns from and is judged by
   * @param model the network
   * @param loss what training minimises
   * @param optimizer how parameters follow gradients
   */
  public Experiment(String name, Data data, Model model, Loss loss, Optimizer optimizer) {
    this(
        name,
        data,
        model,
        loss,
        optimizer,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        1,
        32,
        0,
        new Strategy.Local(),
        new TreeMap<>(),
        false,
        List.of(),
        List.of());
  }

  /**
   * Begins an experiment.
   *
   * @param name its name: letters, digits, dashes, underscores and dots
   * @return the experiment, which needs data, a model, a loss and an optimizer
   */
  public static Outline.NeedsData named(String name) {
    return data -> model -> loss -> optimizer -> new Experiment(name, data, model, loss, optimizer);
  }

  /**
   * Returns this experiment if its parts fit one another.
   *
   * @return this
   * @throws dev.tenon.spi.UserError if they do not, with every error and its place
   */
  public Experiment validated() {
    Validation.of(this).raise("experiment " + name);
    return this;
  }

  /**
   * Returns this experiment under another name.
   *
   * @param name its name: letters, digits, dashes, underscores and dots
   * @return the changed experiment
   */
  public Experiment withName(String name) {
    return with(parts -> parts.name = name);
  }

  /**
   * Returns this experiment on other data.
   *
   * @param data what it learns from and is judged by
   * @return the changed experiment
   */
  public Experiment withData(Data data) {
    return with(parts -> parts.data = data);
  }

  /**
   * Returns this experiment with another model.
   *
   * @param model the network
   * @return the changed experiment
   */
  public Experiment withModel(Model model) {
    return with(parts -> parts.model = model);
  }

  /**
   * Returns this experiment with another loss.
   *
   * @param loss what training minimises
   * @return the changed experiment
   */
  public Experiment withLoss(Loss loss) {
    return with(parts -> parts.loss = loss);
  }

  /**
   * Returns this experiment with another optimizer.
   *
   * @param optimizer how parameters follow gradients
   * @return the changed experiment
   */
  public Experiment withOptimizer(Optimizer optimizer) {
    return with(parts -> parts.optimizer = optimizer);
  }

  /**
   * Returns this experiment with other augmentations in place of those it has.
   *
   * @param augmentations random changes of training images, in order
   * @return the changed experiment
   */
  public Experiment withAugmentations(Augmentation... augmentations) {
    return with(parts -> parts.augmentations = List.of(augmentations));
  }

  /**
   * Returns this experiment with another schedule.
   *
   * @param schedule how the learning rate changes
   * @return the changed experiment
   */
  public Experiment withSchedule(Schedule schedule) {
    return with(parts -> parts.schedule = Optional.of(schedule));
  }

  /**
   * Returns this experiment with other metrics in place of those it has.
   *
   * @param metrics what is measured besides the loss
   * @return the changed experiment
   */
  public Experiment withMetrics(Metric... metrics) {
    return with(parts -> parts.metrics = List.of(metrics));
  }

  /**
   * Returns this experiment with other listeners in place of those it has.
   *
   * @param listeners what happens besides training
   * @return the changed experiment
   */
  public Experiment withListeners(Listener... listeners) {
    return with(parts -> parts.listeners = List.of(listeners));
  }

  /**
   * Returns this experiment with another number of epochs.
   *
   * @param epochs how often training goes through the data, at least 1
   * @return the changed experiment
   */
  public Experiment withEpochs(int epochs) {
    return with(parts -> parts.epochs = epochs);
  }

  /**
   * Returns this experiment with another batch size.
   *
   * @param batch examples in a step, at least 1
   * @return the changed experiment
   */
  public Experiment withBatch(int batch) {
    return with(parts -> parts.batch = batch);
  }

  /**
   * Returns this experiment with another seed.
   *
   * @param seed what all chance depends on
   * @return the changed experiment
   */
  public Experiment withSeed(long seed) {
    return with(parts -> parts.seed = seed);
  }

  /**
   * Returns this experiment with its training spread in another way.
   *
   * @param strategy how training is spread over workers
   * @return the changed experiment
   */
  public Experiment withStrategy(Strategy strategy) {
    return with(parts -> parts.strategy = strategy);
  }

  /**
   * Returns this experiment with weights of classes in place of those it has, as Keras's {@code
   * class_weight}. In training each example's loss is multiplied by its class's weight; a batch's
   * loss is still the mean over the number of its examples, so weights above 1 make steps longer.
   * Validation and test losses leave them out.
   *
   * @param weights finite and 0 or more, by the index of the class; 1 for classes that are not
   *     there
   * @return the changed experiment
   */
  public Experiment withClassWeights(Map<Integer, Double> weights) {
    return with(parts -> parts.classWeights = new TreeMap<>(weights));
  }

  /**
   * Returns this experiment with each example's loss multiplied by the weight that its source gives
   * it, as Keras's {@code sample_weight}, also in validation and test losses; besides class weights
   * if there are any. A batch's loss is still the mean over the number of its examples. Metrics are
   * not weighted.
   *
   * @return the changed experiment
   */
  public Experiment withSampleWeights() {
    return with(parts -> parts.sampleWeights = true);
  }

  /**
   * Returns this experiment with other regularizers in place of those it has. What they charge is
   * added to the loss of training and validation. It is no part of a test loss: an exported model
   * has no parameters to tell, only what they make of an image.
   *
   * @param regularizers what the loss charges for parameters, such as {@code Regularizer.l2(1e-4,
   *     "kernel$")}
   * @return the changed experiment
   */
  public Experiment withRegularizers(Regularizer... regularizers) {
    return with(parts -> parts.regularizers = List.of(regularizers));
  }

  /**
   * Returns this experiment with other demands on single outputs of the model, in place of those it
   * has: {@code withHeads(new Head("aux", 0.3))}. What training minimises is the weighted sum of
   * the outputs' losses, each of which is given the example's label unless its head names another
   * target.
   *
   * @param heads what is asked of single outputs, one head an output at most
   * @return the changed experiment
   */
  public Experiment withHeads(Head... heads) {
    return with(parts -> parts.heads = List.of(heads));
  }

  /** Returns the names in results of all that is measured besides the loss, in order. */
  public List<String> metricNames() {
    return Score.of(this).stream().map(Score::name).toList();
  }

  private Experiment with(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.experiment();
  }

  /** The components, one of which is about to change. */
  private static final class Parts {
    private String name;
    private Data data;
    private Model model;
    private Loss loss;
    private Optimizer optimizer;
    private List<Augmentation> augmentations;
    private Optional<Schedule> schedule;
    private List<Metric> metrics;
    private List<Listener> listeners;
    private int epochs;
    private int batch;
    private long seed;
    private Strategy strategy;
    private SortedMap<Integer, Double> classWeights;
    private boolean sampleWeights;
    private List<Regularizer> regularizers;
    private List<Head> heads;

    Parts(Experiment from) {
      name = from.name;
      data = from.data;
      model = from.model;
      loss = from.loss;
      optimizer = from.optimizer;
      augmentations = from.augmentations;
      schedule = from.schedule;
      metrics = from.metrics;
      listeners = from.listeners;
      epochs = from.epochs;
      batch = from.batch;
      seed = from.seed;
      strategy = from.strategy;
      classWeights = from.classWeights;
      sampleWeights = from.sampleWeights;
      regularizers = from.regularizers;
      heads = from.heads;
    }

    Experiment experiment() {
      return new Experiment(
          name,
          data,
          model,
          loss,
          optimizer,
          augmentations,
          schedule,
          metrics,
          listeners,
          epochs,
          batch,
          seed,
          strategy,
          classWeights,
          sampleWeights,
          regularizers,
          heads);
    }
  }
}
