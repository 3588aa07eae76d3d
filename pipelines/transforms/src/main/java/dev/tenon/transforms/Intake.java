package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.NamedInput;
import dev.tenon.spi.Example;
import dev.tenon.spi.Feature;
import dev.tenon.training.Targets;
import dev.tenon.transforms.ShardReport.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * Tells which examples an experiment can use.
 *
 * @param size the size of an image
 * @param features what else the model takes
 * @param targets what its outputs are given besides the label
 * @param classes how many classes a label may tell
 */
record Intake(Manifest.Size size, List<NamedInput> features, Targets targets, int classes) {
  static Intake of(Experiment experiment, int classes) {
    Input input = experiment.model().input();
    return new Intake(
        new Manifest.Size(input.height(), input.width(), input.channels()),
        experiment.model().features(),
        Targets.of(experiment),
        classes);
  }

  /** Returns why an example cannot be used; empty if it can. */
  Optional<Rejection> rejection(Example example) {
    String given = example.image().size();
    if (!given.equals(size.toString())) {
      String reason = "the image is " + given + ", the model takes " + size;
      return Optional.of(new Rejection(example.id(), reason, given));
    }
    return reason(example).map(reason -> new Rejection(example.id(), reason, ""));
  }

  private Optional<String> reason(Example example) {
    if (example.label() < 0 || example.label() >= classes) {
      return Optional.of(
          "label " + example.label() + " is out of range: there are " + classes + " classes");
    }
    if (!(example.weight() >= 0 && Float.isFinite((float) example.weight()))) {
      return Optional.of(
          "weight " + example.weight() + " is out of range: it must be finite and 0 or more");
    }
    return features.stream()
        .flatMap(wanted -> reason(wanted, example).stream())
        .findFirst()
        .or(() -> targets.whyNot(example.targets()));
  }

  private static Optional<String> reason(NamedInput wanted, Example example) {
    Feature given = example.features().get(wanted.name());
    if (given == null) {
      return Optional.of("it has no " + wanted.name() + ", which the model takes");
    }
    return wanted.takes(given)
        ? Optional.empty()
        : Optional.of(
            wanted.name() + " is " + given.describe() + ", the model takes " + wanted.describe());
  }
}
