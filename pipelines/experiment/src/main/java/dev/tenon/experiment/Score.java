package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that is measured in every epoch besides the loss as a whole.
 *
 * @param name its name in results
 * @param output the index of the model's output that it is measured of
 * @param metric what measures it
 */
public record Score(String name, int output, Metric metric) {
  /**
   * Lists what is measured. A metric is called as its class is in snake case, such as {@code
   * top_k_categorical_accuracy}. Where a model has several outputs, there is also the loss of each,
   * and all names begin with the output's, as in Keras: first the losses, such as {@code aux_loss},
   * then the metrics, such as {@code aux_accuracy}.
   *
   * @param experiment the experiment
   * @return what is measured, in the order of results
   */
  public static List<Score> of(Experiment experiment) {
    List<Goal> goals = Goal.of(experiment);
    List<Score> scores = new ArrayList<>();
    for (int i = 0; goals.size() > 1 && i < goals.size(); i++) {
      scores.add(new Score(goals.get(i).output() + "_loss", i, Mean::ofLoss));
    }
    for (int i = 0; i < goals.size(); i++) {
      String prefix = goals.size() > 1 ? goals.get(i).output() + "_" : "";
      for (Metric metric : goals.get(i).metrics()) {
        scores.add(new Score(prefix + name(metric), i, metric));
      }
    }
    return scores;
  }

  static String name(Metric metric) {
    return Contributions.snakeCase(metric.getClass().getSimpleName());
  }
}
