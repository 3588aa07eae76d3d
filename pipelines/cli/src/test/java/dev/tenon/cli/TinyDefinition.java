package dev.tenon.cli;

import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.plugins.sources.Idx;
import java.nio.file.Path;

/** An experiment written in Java. */
public final class TinyDefinition implements Definition {
  @Override
  public String name() {
    return "tiny-java";
  }

  @Override
  public String summary() {
    return "A linear model of tiny images.";
  }

  @Override
  public Experiment experiment() {
    Idx data = new Idx(Path.of("images"), Path.of("labels"));
    return Experiment.named("tiny-java")
        .withData(data, data)
        .withModel(new Input(8, 8, 1), new Flatten(), new Dense(4, new Softmax()))
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Sgd());
  }
}
