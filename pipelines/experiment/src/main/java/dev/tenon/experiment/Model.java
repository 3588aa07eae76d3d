package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A neural network: an input and the layers that follow one another.
 *
 * <p>Layers are named as Keras names them, after their class and their place among their like:
 * {@code conv2d}, {@code conv2d_1}.
 *
 * @param input the images that it takes
 * @param layers its layers, in order
 */
public record Model(Input input, List<Layer> layers) {
  /** Keeps its own copy of the list. */
  public Model {
    layers = List.copyOf(layers);
  }

  /**
   * Makes a model.
   *
   * @param input the images that it takes
   * @param layers its layers, in order
   */
  public Model(Input input, Layer... layers) {
    this(input, List.of(layers));
  }

  /** Returns the layers' names, in order. */
  public List<String> names() {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Layer layer : layers) {
      String base = Contributions.snakeCase(layer.getClass().getSimpleName());
      int before = seen.merge(base, 1, Integer::sum) - 1;
      names.add(before == 0 ? base : base + "_" + before);
    }
    return names;
  }

  /**
   * Emits the whole model.
   *
   * @param scope the graph's root scope
   * @param image UINT8 images of {@link Input#shape()}
   * @return the last layer's output
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   */
  public Tensor apply(Scope scope, Tensor image) {
    List<Tensor> outputs = outputs(scope, image);
    return outputs.get(outputs.size() - 1);
  }

  /**
   * Emits the whole model and returns each layer's output.
   *
   * @param scope the graph's root scope
   * @param image UINT8 images of {@link Input#shape()}
   * @return the converted input, then one output a layer
   */
  public List<Tensor> outputs(Scope scope, Tensor image) {
    List<String> names = names();
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = input.convert(image);
    outputs.add(x);
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Tensor before = x;
      x = scope.within(names.get(i), inner -> layer.apply(inner, before));
      outputs.add(x);
    }
    return outputs;
  }
}
