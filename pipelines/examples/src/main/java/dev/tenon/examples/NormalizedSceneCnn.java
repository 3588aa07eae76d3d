package dev.tenon.examples;

import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Placement;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.MaxPooling2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link SceneCnn} with a batch normalization after each pooling, as the tutorial's code has it.
 */
public final class NormalizedSceneCnn implements Definition {
  /** Makes the definition. */
  public NormalizedSceneCnn() {}

  @Override
  public String name() {
    return "scenes-normalized";
  }

  @Override
  public String summary() {
    return "the same CNN with a batch normalization after each pooling";
  }

  @Override
  public Experiment experiment() {
    Experiment plain = new SceneCnn().experiment();
    List<Placement> layers =
        plain.model().layers().stream().flatMap(NormalizedSceneCnn::normalized).toList();
    return plain.withName(name()).withModel(new Model(plain.model().input(), layers));
  }

  private static Stream<Placement> normalized(Placement place) {
    return place.layer() instanceof MaxPooling2D
        ? Stream.of(place, new Placement(new BatchNormalization()))
        : Stream.of(place);
  }
}
