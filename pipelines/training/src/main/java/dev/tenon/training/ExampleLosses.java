package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the losses of each example are emitted: by its label, or by two where it is a mixture, and
 * multiplied by its weights.
 *
 * @param scope where they are emitted
 * @param classes the weight of each class {@code [classes]}, if classes have any
 * @param weight the examples' own weights {@code [N]}, if they are used
 * @param other the labels of the rest of mixtures {@code [N]}, if images are mixed
 * @param share the shares of the first labels {@code [N]}, if images are mixed
 */
record ExampleLosses(
    Scope scope,
    Optional<Tensor> classes,
    Optional<Tensor> weight,
    Optional<Tensor> other,
    Optional<Tensor> share) {
  static ExampleLosses of(Experiment experiment, Scope scope, long classes) {
    boolean mixed = scope.isTraining() && Augmenter.mixes(experiment);
    boolean weighed = scope.isTraining() && !experiment.classWeights().isEmpty();
    return new ExampleLosses(
        scope,
        weighed ? Optional.of(classWeights(experiment, classes)) : Optional.empty(),
        experiment.sampleWeights() ? Optional.of(floats(StepGraph.WEIGHT)) : Optional.empty(),
        mixed ? Optional.of(labels(StepGraph.OTHER_LABEL)) : Optional.empty(),
        mixed ? Optional.of(floats(StepGraph.LABEL_SHARE)) : Optional.empty());
  }

  /** Makes an input of labels. */
  static Tensor labels(String name) {
    return Tensor.input(name, DataType.INT64, Shape.of(Shape.BATCH));
  }

  private static Tensor floats(String name) {
    return Tensor.input(name, DataType.FLOAT, Shape.of(Shape.BATCH));
  }

  private static Tensor classWeights(Experiment experiment, long classes) {
    List<Double> weights =
        IntStream.range(0, Math.toIntExact(classes))
            .mapToObj(c -> experiment.classWeights().getOrDefault(c, 1.0))
            .toList();
    return Tensor.of(new Constant(TensorType.floats(Shape.of(classes)), weights));
  }

  /** Returns what they take besides labels and other targets. */
  List<Tensor> fed() {
    return Stream.of(weight, other, share).flatMap(Optional::stream).toList();
  }

  /**
   * Emits the losses of one of a model's outputs.
   *
   * @param goal what is asked of it
   * @param port where they are given
   * @param prediction the output
   * @param target what it should be {@code [N]}
   * @return the losses {@code [N]}
   */
  Tensor of(Goal goal, Port port, Tensor prediction, Tensor target) {
    Tensor losses = ofLabel(goal, port, prediction, target);
    if (other.isPresent()) {
      // A cross-entropy is linear in its target, so this is the loss of the mixed target.
      Tensor rest = ofLabel(goal, port, prediction, other.get());
      losses = losses.mul(share.get()).add(rest.mul(share.get().neg().add(1)));
    }
    return weight.map(losses::mul).orElse(losses);
  }

  /** Weights of classes are of those that the label tells. */
  private Tensor ofLabel(Goal goal, Port port, Tensor prediction, Tensor target) {
    Tensor losses = scope.within(port.loss(), inner -> goal.loss().apply(prediction, target));
    if (!losses.shape().equals(target.shape())) {
      throw new ShapeException("a loss must be [N], one number an image, got " + losses.shape());
    }
    return classes.isPresent() && goal.isOfLabel()
        ? losses.mul(classes.get().gather(0, target))
        : losses;
  }
}
