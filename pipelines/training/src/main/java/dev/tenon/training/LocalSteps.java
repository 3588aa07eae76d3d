package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The steps of training by one process, one after the other. */
final class LocalSteps implements Steps {
  private final Experiment experiment;
  private final Loader loader;
  private final Dataset data;
  private final StepGraph graph;
  private final Session session;
  private final Stepper stepper;
  private final Shuffle shuffle;

  /**
   * Opens a session.
   *
   * @param experiment what is trained
   * @param backend what computes
   * @param loader what makes batches of the experiment's size
   * @param data what is learned from
   */
  LocalSteps(Experiment experiment, Backend backend, Loader loader, Dataset data) {
    this.experiment = experiment;
    this.loader = loader;
    this.data = data;
    this.graph = StepGraph.training(experiment);
    this.session = backend.open(graph.graph());
    this.stepper = new Stepper(experiment, session, loader, step -> OptionalLong.empty());
    this.shuffle = new Shuffle(experiment.seed());
  }

  @Override
  public long perEpoch() {
    return loader.batches(data.size());
  }

  @Override
  public Map<String, TensorType> types() {
    return graph.types();
  }

  @Override
  public Map<String, NDArray> first() {
    return graph.initialValues(experiment.seed());
  }

  @Override
  public void goOnFrom(Map<String, NDArray> values) {
    graph.variables().forEach(v -> session.write(v.path(), values.get(v.path())));
  }

  @Override
  public Map<String, NDArray> take(Epoch epoch) {
    stepper.take(
        data,
        shuffle.order(epoch.number(), data.size()),
        epoch.number(),
        epoch.before(),
        epoch::rate,
        taken -> {
          double loss = taken.loss();
          epoch.divergence().requireFinite("the loss", loss, epoch.done() + 1);
          epoch.stepDone(measurement -> measurement.add(taken));
        });
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Variable variable : graph.variables()) {
      values.put(variable.path(), session.read(variable.path()));
    }
    epoch.divergence().requireFinite(values, epoch.steps());
    // A backend may carry more digits than a checkpoint keeps; a run that goes on must not use
    // them.
    values.forEach(session::write);
    return values;
  }

  @Override
  public void close() {
    session.close();
  }
}
