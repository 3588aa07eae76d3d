package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of the optimizer's states stand for parameters wherever a model is evaluated or exported;
 * see {@link dev.tenon.spi.Scope#standIn}.
 *
 * @param paths the states' paths by the parameters'; empty for most optimizers
 */
public record StandIns(Map<String, String> paths) {
  /** Keeps its own copy of the map. */
  public StandIns {
    paths = Map.copyOf(paths);
  }

  /**
   * Finds out what an experiment's optimizer asks for.
   *
   * @param experiment what is trained
   * @return the states by what they stand for
   * @throws dev.tenon.graph.ShapeException if the model's parts do not fit
   */
  public static StandIns of(Experiment experiment) {
    return new StandIns(StepGraph.standIns(experiment));
  }

  /**
   * Returns the values by which a model is evaluated.
   *
   * @param trained all values that training has come to, by path
   * @return the same, but for parameters which others stand for
   */
  public Map<String, NDArray> in(Map<String, NDArray> trained) {
    Map<String, NDArray> values = new LinkedHashMap<>(trained);
    paths.forEach((parameter, state) -> values.put(parameter, trained.get(state)));
    return values;
  }

  /** Tells whether a state stands for a parameter. */
  boolean isOne(String state) {
    return paths.containsValue(state);
  }
}
