package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.spi.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Judges the present parameters by the validation data; does nothing where there is none. */
final class Validator implements AutoCloseable {
  private final Experiment experiment;
  private final Loader loader;
  private final Optional<Dataset> data;
  private final StepGraph graph;
  private final StandIns standIns;
  private final Optional<Session> session;

  Validator(Experiment experiment, Backend backend, Loader loader, Optional<Dataset> data) {
    this.experiment = experiment;
    this.loader = loader;
    this.data = data;
    this.graph = StepGraph.evaluation(experiment);
    this.standIns = StandIns.of(experiment);
    this.session = data.map(unused -> backend.open(graph.graph()));
  }

  /** Returns {@code val_loss} and each score's {@code val_} value; none without data. */
  Map<String, Double> measure(Map<String, NDArray> values) {
    Map<String, Double> results = new LinkedHashMap<>();
    if (session.isPresent()) {
      measure(data.orElseThrow(), session.get(), standIns.in(values))
          .forEach((name, value) -> results.put("val_" + name, value));
    }
    return results;
  }

  private Map<String, Double> measure(
      Dataset records, Session running, Map<String, NDArray> values) {
    for (Variable variable : graph.variables()) {
      running.write(variable.path(), values.get(variable.path()));
    }
    Measurement measurement = new Measurement(experiment);
    int[] all = IntStream.range(0, records.size()).toArray();
    loader.each(
        records,
        all,
        Loader.Change.NONE,
        batch -> {
          Map<String, NDArray> outputs = running.run(batch.feeds(experiment));
          measurement.add(outputs, batch);
        });
    return measurement.values();
  }

  @Override
  public void close() {
    session.ifPresent(Session::close);
  }
}
