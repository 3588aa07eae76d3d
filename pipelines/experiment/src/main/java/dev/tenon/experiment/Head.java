package dev.tenon.experiment;

import dev.tenon.spi.Loss;
import dev.tenon.spi.Metric;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of one of a model's outputs, where that is not what is asked of all.
 *
 * @param output the name of the layer whose output it is
 * @param weight the factor of its loss in the sum that training minimises, at least 0; 1 by default
 * @param loss its loss; if empty, as by default, the experiment's
 * @param metrics what is measured of it besides; if empty, as by default, the experiment's
 * @param target the name of the example's target that it is given; {@value #LABEL}, the example's
 *     label, by default
 */
public record Head(
    String output,
    double weight,
    Optional<Loss> loss,
    Optional<List<Metric>> metrics,
    String target) {
  /** The name of the target that every example has. */
  public static final String LABEL = "label";

  /** Requires all parts, checks the weight and keeps its own copy of the list. */
  public Head {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(target, "target");
    metrics = metrics.map(List::copyOf);
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          "the weight of the output " + output + " must be finite and at least 0, got " + weight);
    }
  }

  /**
   * Asks what is asked of all outputs.
   *
   * @param output the name of the layer whose output it is
   */
  public Head(String output) {
    this(output, 1);
  }

  /**
   * Weights the loss of an output.
   *
   * @param output the name of the layer whose output it is
   * @param weight the factor of its loss in the sum that training minimises, at least 0
   */
  public Head(String output, double weight) {
    this(output, weight, Optional.empty(), Optional.empty(), LABEL);
  }

  /**
   * Returns this head with a loss of its own.
   *
   * @param loss its loss
   * @return the changed head
   */
  public Head withLoss(Loss loss) {
    return new Head(output, weight, Optional.of(loss), metrics, target);
  }

  /**
   * Returns this head with metrics of its own, in place of the experiment's.
   *
   * @param metrics what is measured of it; none to measure its loss alone
   * @return the changed head
   */
  public Head withMetrics(Metric... metrics) {
    return new Head(output, weight, loss, Optional.of(List.of(metrics)), target);
  }

  /**
   * Returns this head with a target of its own, in place of the example's label.
   *
   * @param target the name of one of the example's targets
   * @return the changed head
   */
  public Head withTarget(String target) {
    return new Head(output, weight, loss, metrics, target);
  }
}
