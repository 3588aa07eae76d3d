package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Tally;
import dev.tenon.spi.Variable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Rounds of {@link Strategy.LocalSgd}: each worker takes some steps of its own from the common
 * parameters, and their results are averaged, weighted by the examples that each has learned from;
 * an outer step may follow the average.
 *
 * <p>Parameters, what {@link StandIns stands} for them, and the layers' state are common to all
 * workers. A worker's slot is named {@code <path>:worker-<number>}, a parameter's outer velocity
 * {@code <path>:velocity}.
 */
final class LocalSgdRounds implements Rounds {
  private static final String WORKER = ":worker-";
  private static final String VELOCITY = ":velocity";

  private final Experiment experiment;
  private final Strategy.LocalSgd strategy;
  private final Backend backend;
  private final RoundData data;
  private final StepGraph graph;
  private final Set<String> trainable;
  private final Map<String, TensorType> shared = new LinkedHashMap<>();
  private final Map<String, TensorType> slots = new LinkedHashMap<>();
  private final Map<String, TensorType> types;
  private Session session;

  LocalSgdRounds(
      Experiment experiment,
      Strategy.LocalSgd strategy,
      Backend backend,
      Supplier<Dataset> training,
      int loaderThreads) {
    this.experiment = experiment;
    this.strategy = strategy;
    this.backend = backend;
    this.data = new RoundData(experiment, training, experiment.batch(), loaderThreads);
    this.graph = StepGraph.worker(experiment);
    StepGraph update = StepGraph.update(experiment);
    this.trainable =
        update.variables().stream()
            .filter(Variable::trainable)
            .map(Variable::path)
            .collect(Collectors.toUnmodifiableSet());
    Set<String> updated = update.types().keySet();
    StandIns standIns = StandIns.of(experiment);
    for (Variable variable : graph.variables()) {
      boolean slot =
          updated.contains(variable.path())
              && !variable.trainable()
              && !standIns.isOne(variable.path());
      (slot ? slots : shared).put(variable.path(), variable.tensor().type());
    }
    this.types = all();
  }

  @Override
  public int workers() {
    return strategy.workers();
  }

  @Override
  public long stepsPerEpoch() {
    int most = data.shards().size(0, workers());
    return (most + (long) experiment.batch() - 1) / experiment.batch();
  }

  @Override
  public int stepsPerRound() {
    return strategy.localSteps();
  }

  @Override
  public long examples(long first, long end) {
    long examples = 0;
    for (int worker = 0; worker < workers(); worker++) {
      int own = data.shards().size(worker, workers());
      examples += Shards.clamped(own, first * experiment.batch(), end * experiment.batch());
    }
    return examples;
  }

  @Override
  public Map<String, TensorType> types() {
    return types;
  }

  private Map<String, TensorType> all() {
    Map<String, TensorType> all = new LinkedHashMap<>(shared);
    for (int worker = 0; worker < workers(); worker++) {
      String suffix = WORKER + worker;
      slots.forEach((path, type) -> all.put(path + suffix, type));
    }
    if (strategy.outer() instanceof Outer.Nesterov) {
      shared.keySet().stream()
          .filter(trainable::contains)
          .forEach(path -> all.put(path + VELOCITY, shared.get(path)));
    }
    return Collections.unmodifiableMap(all);
  }

  @Override
  public Map<String, NDArray> first() {
    Map<String, NDArray> initial = graph.initialValues(experiment.seed());
    Map<String, NDArray> values = new LinkedHashMap<>();
    types.forEach(
        (name, type) ->
            values.put(
                name, name.endsWith(VELOCITY) ? NDArray.zeros(type) : initial.get(group(name))));
    return values;
  }

  @Override
  public boolean isFor(String value, int worker) {
    return shared.containsKey(value) || value.endsWith(WORKER + worker);
  }

  @Override
  public boolean isMerged(String value) {
    return strategy.outer() instanceof Outer.Nesterov && trainable.contains(group(value));
  }

  /** The path of the variable that a value belongs to. */
  @Override
  public String group(String value) {
    int end = value.indexOf(':');
    return end < 0 ? value : value.substring(0, end);
  }

  @Override
  public boolean mergesElements() {
    return true;
  }

  @Override
  public synchronized Contribution contribute(
      Map<String, NDArray> values, Round round, int worker) {
    if (session == null) {
      session = backend.open(graph.graph());
    }
    String suffix = WORKER + worker;
    shared.keySet().forEach(path -> session.write(path, values.get(path)));
    slots.keySet().forEach(path -> session.write(path, values.get(path + suffix)));
    List<Map<String, Tally>> steps = new ArrayList<>();
    long examples = take(round, worker, steps);
    Map<String, NDArray> own = new LinkedHashMap<>();
    slots.keySet().forEach(path -> own.put(path + suffix, session.read(path)));
    if (examples == 0) {
      return new Contribution(List.of(), own, steps);
    }
    Map<String, NDArray> arrived = new LinkedHashMap<>();
    shared.keySet().forEach(path -> arrived.put(path, session.read(path)));
    return new Contribution(List.of(new Weighted(worker, examples, arrived)), own, steps);
  }

  private long take(Round round, int worker, List<Map<String, Tally>> steps) {
    long batch = experiment.batch();
    int[] records =
        data.shards()
            .ofWorker(round.epoch(), worker, workers(), round.first() * batch, round.end() * batch);
    Divergence divergence = round.divergence();
    Stepper stepper =
        new Stepper(
            experiment,
            session,
            data.loader(),
            step -> OptionalLong.of(Draws.number(step, worker, workers())));
    stepper.take(
        data.records(),
        records,
        round.epoch(),
        round.before() + round.first(),
        round::rate,
        taken -> {
          long step = taken.before() - round.before() + 1;
          divergence.requireFinite("the loss", taken.loss(), step);
          Measurement measurement = new Measurement(experiment);
          measurement.add(taken);
          steps.add(measurement.tallies());
        });
    return records.length;
  }

  @Override
  public Map<String, NDArray> merge(
      Map<String, NDArray> before, Round round, List<Weighted> parts) {
    Weighted.requireAll(parts, round);
    Map<String, NDArray> merged = new LinkedHashMap<>();
    for (String path : parts.get(0).values().keySet()) {
      NDArray average = Weighted.average(path, parts);
      if (strategy.outer() instanceof Outer.Nesterov outer && trainable.contains(path)) {
        NDArray velocity = before.get(path + VELOCITY).copy();
        merged.put(path, followed(before.get(path), average, velocity, outer));
        merged.put(path + VELOCITY, velocity);
      } else {
        merged.put(path, average);
      }
    }
    return merged;
  }

  /** Takes the outer step, and changes the velocity. */
  private static NDArray followed(
      NDArray before, NDArray average, NDArray velocity, Outer.Nesterov outer) {
    NDArray after = NDArray.zeros(before.type());
    FloatBuffer from = before.floats();
    FloatBuffer to = average.floats();
    FloatBuffer speed = velocity.floats();
    FloatBuffer result = after.floats();
    for (int i = 0; i < result.capacity(); i++) {
      double difference = (double) from.get(i) - to.get(i);
      float faster = (float) (outer.momentum() * speed.get(i) + difference);
      speed.put(i, faster);
      double move = difference + outer.momentum() * faster;
      result.put(i, (float) (from.get(i) - outer.learningRate() * move));
    }
    return after;
  }

  @Override
  public synchronized void close() {
    try {
      if (session != null) {
        session.close();
        session = null;
      }
    } finally {
      data.close();
    }
  }
}
