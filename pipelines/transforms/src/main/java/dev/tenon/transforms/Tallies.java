package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.ConfusionMatrix;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model after some examples.
 *
 * @param loss the mean loss
 * @param metrics the experiment's metrics by name, in order
 * @param classes how often each class was taken for each
 */
record Tallies(Mean loss, LinkedHashMap<String, Tally> metrics, ConfusionMatrix classes)
    implements Serializable {
  /** Makes the tallies of no examples. */
  static Tallies of(Experiment experiment) {
    LinkedHashMap<String, Tally> metrics = new LinkedHashMap<>();
    List<String> names = experiment.metricNames();
    for (int i = 0; i < names.size(); i++) {
      metrics.put(names.get(i), experiment.metrics().get(i).empty());
    }
    return new Tallies(Mean.ofLoss(), metrics, ConfusionMatrix.EMPTY);
  }

  Tallies add(Outcome outcome) {
    LinkedHashMap<String, Tally> more = new LinkedHashMap<>(metrics);
    more.replaceAll((name, tally) -> tally.add(outcome));
    return new Tallies(loss.add(outcome), more, classes.add(outcome));
  }

  Tallies merge(Tallies other) {
    LinkedHashMap<String, Tally> sum = new LinkedHashMap<>();
    for (Map.Entry<String, Tally> metric : metrics.entrySet()) {
      Tally theirs = other.metrics.get(metric.getKey());
      sum.put(metric.getKey(), metric.getValue().merge(theirs));
    }
    return new Tallies(loss.merge(other.loss), sum, classes.merge(other.classes));
  }
}
