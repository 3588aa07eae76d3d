package dev.tenon.experiment;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A neural network: an input and layers, each of which takes what the one before it makes, or what
 * it names. The last one's output is the model's, unless it names others.
 *
 * <p>Layers in a row are given one after the other; a network with branches is written with {@link
 * Node}s. Layers are named as Keras names them, after their class and their place among their like:
 * {@code conv2d}, {@code conv2d_1}.
 *
 * <p>The first of several outputs is the one that counts where only one can. A model is a layer of
 * another by {@link Block#of(Model)}.
 *
 * @param input the images that it takes
 * @param layers its layers, each after those whose outputs it takes
 * @param outputs the names of the layers whose outputs it gives; none, the default, stands for the
 *     last one
 * @param features what it takes of an example besides the image; nothing by default. Layers take
 *     them by their names, as they take {@value Placement#INPUT}
 */
public record Model(
    Input input, List<Placement> layers, List<String> outputs, List<NamedInput> features) {
  /** The name that the image has as an input of graphs. */
  public static final String IMAGE = "image";

  /** Keeps its own copies of the lists. */
  public Model {
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
    features = List.copyOf(features);
  }

  /**
   * Makes a model that takes an image alone.
   *
   * @param input the images that it takes
   * @param layers its layers, each after those whose outputs it takes
   * @param outputs the names of the layers whose outputs it gives; none for the last one
   */
  public Model(Input input, List<Placement> layers, List<String> outputs) {
    this(input, layers, outputs, List.of());
  }

  /**
   * Makes a model that gives what its last layer makes.
   *
   * @param input the images that it takes
   * @param layers its layers, each after those whose outputs it takes
   */
  public Model(Input input, List<Placement> layers) {
    this(input, layers, List.of());
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
   * Makes a model of all layers on the paths from an input to one or more outputs. They are listed,
   * and so numbered, in the order in which the outputs need them: the inputs of a layer before it,
   * and the first of them with all that it needs first. An output is called as its layer is, so
   * those of several had better be given names.
   *
   * <pre>{@code
   * Model.of(x.then("classes", new Dense(10)), early.then("aux", new Dense(10)))
   * }</pre>
   *
   * @param output what the model predicts
   * @param others what else it does, in order
   * @return the model
   * @throws UserError if the paths begin with no image, or with several that have no names
   */
  public static Model of(Node output, Node... others) {
    Listing listing = new Listing(Stream.concat(Stream.of(output), Arrays.stream(others)).toList());
    Input image = listing.image();
    List<NamedInput> features = listing.features();
    Joints joints = listing.joints(takes(features));
    return new Model(image, joints.layers(), joints.outputs(), features);
  }

  /** Returns the names of the layers' outputs, in order. */
  public List<String> names() {
    return Names.of(layers);
  }

  /** Returns the names of the model's outputs, in order; none if it has no layers. */
  public List<String> outputNames() {
    List<String> names = names();
    return outputs.isEmpty() ? names.subList(Math.max(0, names.size() - 1), names.size()) : outputs;
  }

  /**
   * Returns how the layers are joined.
   *
   * @throws UserError if they cannot be, with all reasons
   */
  public Wiring wiring() {
    return Wiring.of(joints());
  }

  Joints joints() {
    return new Joints(layers, takes(features), outputs);
  }

  private static List<String> takes(List<NamedInput> features) {
    return Stream.concat(Stream.of(Placement.INPUT), features.stream().map(NamedInput::name))
        .toList();
  }

  /** Returns the types of what a graph of it is fed with, by name: its image, then its features. */
  public Map<String, TensorType> types() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    types.put(IMAGE, new TensorType(DataType.UINT8, input.shape()));
    features.forEach(feature -> types.put(feature.name(), feature.type()));
    return types;
  }

  /** Makes the inputs of a graph, by name: the image, then the features. */
  public Map<String, Tensor> inputs() {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    types()
        .forEach(
            (name, type) -> inputs.put(name, Tensor.input(name, type.dataType(), type.shape())));
    return inputs;
  }

  /** Emits the conversion of inputs to what layers take, in order. */
  List<Tensor> converted(Map<String, Tensor> inputs) {
    List<Tensor> converted = new ArrayList<>();
    converted.add(input.convert(inputs.get(IMAGE)));
    features.forEach(feature -> converted.add(feature.convert(inputs.get(feature.name()))));
    return converted;
  }

  /**
   * Emits a model that takes an image alone, and returns its only output, or the first of several.
   *
   * @param scope the graph's root scope
   * @param image UINT8 images of {@link Input#shape()}
   * @return the output
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   * @throws UserError if the layers cannot be joined, with all reasons, or there are other inputs
   */
  public Tensor apply(Scope scope, Tensor image) {
    if (!features.isEmpty()) {
      throw new UserError("the model takes " + String.join(", ", types().keySet()) + "; give all");
    }
    return predictions(scope, Map.of(IMAGE, image)).get(0);
  }

  /**
   * Emits the whole model.
   *
   * @param scope the graph's root scope
   * @param inputs what it takes, by name, of {@link #types}
   * @return its outputs, in the order of {@link #outputNames}
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   * @throws UserError if the layers cannot be joined, with all reasons
   */
  public List<Tensor> predictions(Scope scope, Map<String, Tensor> inputs) {
    return wiring().emit(scope, converted(inputs));
  }
}
