package dev.tenon.examples;

import dev.tenon.experiment.Block;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.Concatenate;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.spi.Layer;

/**
 * The steps of docs/tutorial.md that make models of models, and models of several outputs and
 * inputs.
 */
final class Graphs {
  private Graphs() {}

  private static Layer conv(int filters) {
    return new Conv2D(filters, 3, new Relu()).withPadding(Padding.SAME);
  }

  // region nested
  static Model nested() {
    Block tower = Block.of(x -> Node.of(new Add(), x, x.then(conv(16), conv(16))));
    Node once = Node.input(150, 150, 3).then(conv(16)).then("tower", tower);
    Node twice = once.again(once.then(new MaxPooling2D()));
    return Model.of(twice.then(new GlobalAveragePooling2D(), new Dense(6, new Softmax())));
  }

  // endregion

  // region outputs
  static Experiment withAuxiliaryHead(Experiment experiment) {
    Node early = Node.input(150, 150, 3).then(conv(16), new MaxPooling2D());
    Node late = early.then(conv(32), new MaxPooling2D(), conv(32), new GlobalAveragePooling2D());
    Node scene = late.then("scene", new Dense(6, new Softmax()));
    Node aux = early.then(new GlobalAveragePooling2D()).then("aux", new Dense(6, new Softmax()));
    return experiment.withModel(Model.of(scene, aux)).withHeads(new Head("aux", 0.3).withMetrics());
  }

  // endregion

  // region inputs
  static Experiment withNumbers(Experiment experiment) {
    Node image =
        Node.input(150, 150, 3).then(conv(16), new MaxPooling2D(), new GlobalAveragePooling2D());
    Node meta = Node.input("meta", 12).then(new Dense(16, new Relu()));
    Node both = Node.of(new Concatenate(), image, meta);
    Node scene = both.then("scene", new Dense(6, new Softmax()));
    Node season = both.then("season", new Dense(4, new Softmax()));
    return experiment
        .withModel(Model.of(scene, season))
        .withHeads(new Head("season").withTarget("season"));
  }
  // endregion
}
