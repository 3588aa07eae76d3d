package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Score;
import dev.tenon.spi.Tally;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the classes of tallies are found when they are read: where their metrics' are, since each
 * plug-in may have a class loader of its own.
 *
 * @param byMetric the class loaders of an experiment's metrics, by their names
 */
public record TallyClasses(Map<String, ClassLoader> byMetric) {
  /**
   * Returns where the classes of an experiment's tallies are.
   *
   * @param experiment the experiment, which has the metrics
   * @return their places
   */
  public static TallyClasses of(Experiment experiment) {
    Map<String, ClassLoader> byMetric = new HashMap<>();
    for (Score score : Score.of(experiment)) {
      byMetric.put(score.name(), score.metric().getClass().getClassLoader());
    }
    return new TallyClasses(byMetric);
  }

  /** Returns where the classes of a tally are; for all but metrics, such as the loss, Tenon's. */
  ClassLoader of(String name) {
    return byMetric.getOrDefault(name, Tally.class.getClassLoader());
  }
}
