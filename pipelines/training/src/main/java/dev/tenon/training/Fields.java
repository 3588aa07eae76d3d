package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.NamedInput;
import java.util.List;

/**
 * What a batch holds of each example, besides its weight.
 *
 * @param image the image
 * @param features the features that the model takes
 * @param targets the targets that its outputs are given besides the label
 * @param mixed whether training images are mixed, and so their labels
 */
record Fields(Input image, List<NamedInput> features, List<String> targets, boolean mixed) {
  static Fields of(Experiment experiment) {
    return new Fields(
        experiment.model().input(),
        experiment.model().features(),
        Goal.targets(experiment),
        Augmenter.mixes(experiment));
  }

  static Fields of(Input image) {
    return new Fields(image, List.of(), List.of(), false);
  }
}
