package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * A neural network: an input and layers, each of which takes what the one before it makes, or what
 * it names. The last one's output is the model's.
 *
 * <p>Layers in a row are given one after the other; a network with branches is written with {@link
 * Node}s. Layers are named as Keras names them, after their class and their place among their like:
 * {@code conv2d}, {@code conv2d_1}.
 *
 * @param input the images that it takes
 * @param layers its layers, each after those whose outputs it takes
 */
public record Model(Input input, List<Placement> layers) {
  /** Keeps its own copy of the list. */
  public Model {
    layers = List.copyOf(layers);
  }

  /**
   * Makes a model of layers in a row.
   *
   * @param input the images that it takes
   * @param layers its layers, in order
   */
  public Model(Input input, Layer... layers) {
    this(input, Arrays.stream(layers).map(Placement::new).toList());
  }

  /**
   * Makes a model of all layers on the paths from an input to an output. They are listed, and so
   * numbered, in the order in which the output needs them: the inputs of a layer before it, and the
   * first of them with all that it needs first.
   *
   * @param output what the model predicts
   * @return the model
   * @throws dev.tenon.spi.UserError if the paths begin with different inputs
   */
  public static Model of(Node output) {
    return new Model(output.image(), output.placements());
  }

  /** Returns the names of the layers' outputs, in order. */
  public List<String> names() {
    return Names.of(layers);
  }

  /**
   * Returns how the layers are joined.
   *
   * @throws dev.tenon.spi.UserError if they cannot be, with all reasons
   */
  public Wiring wiring() {
    return Wiring.of(layers);
  }

  /**
   * Emits the whole model.
   *
   * @param scope the graph's root scope
   * @param image UINT8 images of {@link Input#shape()}
   * @return the last layer's output
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   * @throws dev.tenon.spi.UserError if the layers cannot be joined, with all reasons
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
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   * @throws dev.tenon.spi.UserError if the layers cannot be joined, with all reasons
   */
  public List<Tensor> outputs(Scope scope, Tensor image) {
    return wiring().emit(scope, input.convert(image));
  }
}
