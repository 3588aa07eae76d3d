package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Rounds of {@link Strategy.Synchronous}: a round is a step. Each slice of the batch gives the
 * gradients of its mean loss and the layers' new state; the gradients are averaged by the slices'
 * sizes and the optimizer takes its step by them; the layers' states are averaged alike.
 *
 * <p>The values are those of training by one process, under the same names.
 */
final class SynchronousRounds implements Rounds {
  private final Experiment experiment;
  private final Strategy.Synchronous strategy;
  private final Backend backend;
  private final RoundData data;
  private final StepGraph whole;
  private final StepGraph gradients;
  private final StepGraph update;
  private final Map<String, TensorType> types;
  private final Set<String> computed;
  private final Set<String> updated;
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private Session computing;
  private Session updating;

  SynchronousRounds(
      Experiment experiment,
      Strategy.Synchronous strategy,
      Backend backend,
      Supplier<Dataset> training,
      int loaderThreads) {
    this.experiment = experiment;
    this.strategy = strategy;
    this.backend = backend;
    int slice = (experiment.batch() + strategy.slices() - 1) / strategy.slices();
    this.data = new RoundData(experiment, training, slice, loaderThreads);
    this.whole = StepGraph.training(experiment);
    this.gradients = StepGraph.gradients(experiment);
    this.update = StepGraph.update(experiment);
    this.types = Collections.unmodifiableMap(whole.types());
    this.updated = update.types().keySet();
    this.computed = gradients.types().keySet();
    for (Variable variable : gradients.variables()) {
      String next = StepGraph.next(variable.path());
      if (variable.trainable()) {
        outputs.put(variable.path(), StepGraph.gradient(variable.path()));
      } else if (gradients.graph().outputs().containsKey(next)) {
        outputs.put(variable.path(), next);
      }
    }
  }

  @Override
  public int workers() {
    return strategy.workers();
  }

  @Override
  public long stepsPerEpoch() {
    return (data.shards().records() + (long) experiment.batch() - 1) / experiment.batch();
  }

  @Override
  public int stepsPerRound() {
    return 1;
  }

  @Override
  public long examples(long first, long end) {
    return Shards.clamped(
        data.shards().records(), first * experiment.batch(), end * experiment.batch());
  }

  @Override
  public Map<String, TensorType> types() {
    return types;
  }

  @Override
  public Map<String, NDArray> first() {
    return whole.initialValues(experiment.seed());
  }

  @Override
  public boolean isFor(String value, int worker) {
    return computed.contains(value);
  }

  @Override
  public boolean isMerged(String value) {
    // A state that no layer changes is passed on by the merge too.
    return updated.contains(value) || !outputs.containsKey(value);
  }

  @Override
  public String group(String value) {
    return "all";
  }

  @Override
  public boolean mergesElements() {
    return false;
  }

  @Override
  public synchronized Contribution contribute(
      Map<String, NDArray> values, Round round, int worker) {
    if (computing == null) {
      computing = backend.open(gradients.graph());
    }
    for (Variable variable : gradients.variables()) {
      computing.write(variable.path(), values.get(variable.path()));
    }
    int each = strategy.slices() / workers();
    List<Weighted> parts = new ArrayList<>();
    Measurement measurement = new Measurement(experiment);
    for (int slice = worker * each; slice < (worker + 1) * each; slice++) {
      compute(round, slice, measurement, parts);
    }
    return new Contribution(parts, Map.of(), List.of(measurement.tallies()));
  }

  private void compute(Round round, int slice, Measurement measurement, List<Weighted> parts) {
    int batch = experiment.batch();
    int[] records =
        data.shards()
            .ofSlice(round.epoch(), round.first() * batch, batch, slice, strategy.slices());
    Augmenter augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    long draw = Draws.number(round.before() + round.first() + 1, slice, strategy.slices());
    data.loader()
        .each(
            data.records(),
            records,
            augmenter.in(round.epoch()),
            examples -> {
              StepGroup.Taken taken =
                  new StepGroup.Taken(
                      round.before() + round.first(),
                      examples,
                      computing.run(feeds(examples, draw)));
              round.divergence().requireFinite("the loss", taken.loss(), round.first() + 1);
              measurement.add(taken);
              Map<String, NDArray> values = new LinkedHashMap<>();
              outputs.forEach(
                  (path, output) -> values.put(path, taken.outputs().get(output).copy()));
              parts.add(new Weighted(slice, records.length, values));
            });
  }

  private Map<String, NDArray> feeds(Batch batch, long draw) {
    Map<String, NDArray> feeds = batch.trainingFeeds(experiment);
    feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, draw));
    return feeds;
  }

  @Override
  public synchronized Map<String, NDArray> merge(
      Map<String, NDArray> before, Round round, List<Weighted> parts) {
    Weighted.requireAll(parts, round);
    if (updating == null) {
      updating = backend.open(update.graph());
    }
    for (Variable variable : update.variables()) {
      updating.write(variable.path(), before.get(variable.path()));
    }
    long done = round.before() + round.first();
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    feeds.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, done + 1));
    feeds.put(StepGraph.LEARNING_RATE, NDArray.floats(Shape.SCALAR, (float) round.rate(done)));
    for (Variable variable : update.variables()) {
      if (variable.trainable()) {
        NDArray average = Weighted.average(variable.path(), parts);
        feeds.put(StepGraph.gradient(variable.path()), average);
      }
    }
    updating.run(feeds);
    Map<String, NDArray> after = new LinkedHashMap<>();
    for (String value : types.keySet()) {
      if (updated.contains(value)) {
        after.put(value, updating.read(value));
      } else {
        after.put(
            value, outputs.containsKey(value) ? Weighted.average(value, parts) : before.get(value));
      }
    }
    return after;
  }

  @Override
  public synchronized void close() {
    try {
      for (Session session : new Session[] {computing, updating}) {
        if (session != null) {
          session.close();
        }
      }
      computing = null;
      updating = null;
    } finally {
      data.close();
    }
  }
}
