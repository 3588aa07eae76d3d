package dev.tenon.experiment;

import static java.util.stream.Collectors.toSet;

import dev.tenon.spi.Layer;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The output of a layer in a model that is being written down, as in Keras's functional form: a
 * model with branches is made by applying layers to nodes.
 *
 * <pre>{@code
 * Node image = Node.input(32, 32, 3);
 * Node x = image.then(new Conv2D(16, 3, new Relu()).withPadding(Padding.SAME));
 * Node y = x.then(new Conv2D(16, 3).withPadding(Padding.SAME), new BatchNormalization());
 * Node z = Node.of(new Add(), y, x).then(new Activation(new Relu()));
 * Model model = Model.of(z.then(new GlobalAveragePooling2D(), new Dense(10, new Softmax())));
 * }</pre>
 *
 * <p>Each application is a layer of its own, whether or not it is equal to another one; {@link
 * #again} applies the same layer once more. A node is never changed, and may be used as often as is
 * needed.
 */
public final class Node {
  private final Optional<Input> image;
  private final Optional<NamedInput> feature;
  private final Optional<Layer> layer;
  private final Optional<String> name;
  private final Optional<Node> first;
  private final List<Node> inputs;
  private final Object whole;

  private Node(
      Optional<Input> image,
      Optional<NamedInput> feature,
      Optional<Layer> layer,
      Optional<String> name,
      Optional<Node> first,
      List<Node> inputs,
      Object whole) {
    this.image = image;
    this.feature = feature;
    this.layer = layer;
    this.name = name;
    this.first = first;
    this.inputs = List.copyOf(inputs);
    this.whole = whole;
  }

  /** Makes an input of a whole, which is told from others by an object of its own. */
  private static Node begun(
      Optional<Input> image, Optional<NamedInput> feature, String name, Object whole) {
    return new Node(
        image, feature, Optional.empty(), Optional.of(name), Optional.empty(), List.of(), whole);
  }

  private static Node applied(
      Layer layer, Optional<String> name, Optional<Node> first, List<Node> inputs) {
    return new Node(
        Optional.empty(),
        Optional.empty(),
        Optional.of(layer),
        name,
        first,
        inputs,
        inputs.get(0).whole);
  }

  /**
   * Begins a model.
   *
   * @param image the images that it takes
   * @return the node that layers may be applied to
   */
  public static Node input(Input image) {
    return begun(Optional.of(image), Optional.empty(), Placement.INPUT, new Object());
  }

  /**
   * Gives a model another input than its image: a feature that examples have under the same name.
   *
   * @param feature what the model takes
   * @return the node that layers may be applied to
   */
  public static Node input(NamedInput feature) {
    return begun(Optional.empty(), Optional.of(feature), feature.name(), new Object());
  }

  /**
   * Gives a model a row of numbers besides its image.
   *
   * @param name the name of the feature
   * @param size how many numbers
   * @return the node that layers may be applied to
   */
  public static Node input(String name, int size) {
    return input(new NamedInput.Row(name, size));
  }

  /**
   * Gives a model another image.
   *
   * @param name the name of the feature
   * @param image its size, and what becomes of its samples
   * @return the node that layers may be applied to
   */
  public static Node input(String name, Input image) {
    return input(new NamedInput.Picture(name, image));
  }

  /**
   * Begins a model of images whose samples become 0 to 1.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   * @return the node that layers may be applied to
   */
  public static Node input(int height, int width, int channels) {
    return input(new Input(height, width, channels));
  }

  /**
   * Applies a layer, most often a {@link dev.tenon.spi.Merge}, to several nodes.
   *
   * @param layer the layer
   * @param inputs what it takes, at least one
   * @return its output
   */
  public static Node of(Layer layer, Node... inputs) {
    return applied(Optional.empty(), layer, inputs);
  }

  /**
   * Applies a layer under a name of its own to several nodes.
   *
   * @param name the layer's name, unique in the model
   * @param layer the layer
   * @param inputs what it takes, at least one
   * @return its output
   */
  public static Node of(String name, Layer layer, Node... inputs) {
    return applied(Optional.of(name), layer, inputs);
  }

  private static Node applied(Optional<String> name, Layer layer, Node... inputs) {
    if (inputs.length == 0) {
      throw new UserError(
          "a layer needs an input, and " + layer + " was given none: apply it to a node");
    }
    return applied(layer, name, Optional.empty(), List.of(inputs));
  }

  /**
   * Applies layers to this node, one after the other.
   *
   * @param layers the layers, in order
   * @return the last one's output; this node if there is none
   */
  public Node then(Layer... layers) {
    Node node = this;
    for (Layer next : layers) {
      node = of(next, node);
    }
    return node;
  }

  /**
   * Applies a layer under a name of its own to this node.
   *
   * @param name the layer's name, unique in the model
   * @param layer the layer
   * @return its output
   */
  public Node then(String name, Layer layer) {
    return of(name, layer, this);
  }

  /**
   * Applies this node's layer once more, with the same parameters.
   *
   * @param inputs what it takes this time, at least one
   * @return its other output
   * @throws UserError if this node is what a model takes, and so has no layer, or if the inputs are
   *     of another model or block than this node: parameters are shared within one
   */
  public Node again(Node... inputs) {
    Node owner = first.orElse(this);
    if (owner.layer.isEmpty()) {
      throw new UserError("the input of a model is no layer and cannot be applied again");
    }
    Node plain = of(owner.layer.get(), inputs);
    if (!plain.isOfOneWith(owner)) {
      throw new UserError(
          "a layer can be applied again only in its own model or block, whose input all that it is "
              + "given must depend on: it would have parameters of its own elsewhere");
    }
    return applied(owner.layer.get(), Optional.empty(), Optional.of(owner), plain.inputs);
  }

  /** Begins a block: one node for each name of what it takes. */
  static List<Node> ofBlock(List<String> names) {
    Object whole = new Object();
    return names.stream()
        .map(name -> begun(Optional.empty(), Optional.empty(), name, whole))
        .toList();
  }

  Optional<Input> image() {
    return image;
  }

  /** Returns the feature that a model takes here, if it is none of the others. */
  Optional<NamedInput> feature() {
    return feature;
  }

  Optional<Layer> layer() {
    return layer;
  }

  /** Returns the name that the layer was given, or that of the input. */
  Optional<String> name() {
    return name;
  }

  /** Returns the layer's first use, if this is another. */
  Optional<Node> first() {
    return first;
  }

  List<Node> inputs() {
    return inputs;
  }

  /** Returns what tells the model or block that an input begins from others. */
  Object whole() {
    return whole;
  }

  /**
   * Tells whether this node and another may be in one model or block; a feature is in any model.
   */
  private boolean isOfOneWith(Node other) {
    List<Node> begins = new Listing(List.of(this, other)).begins();
    Set<Object> own = wholes();
    Set<Object> others = other.wholes();
    return own.isEmpty() || others.isEmpty()
        ? begins.stream().noneMatch(Node::isOfBlock)
        : own.equals(others);
  }

  private boolean isOfBlock() {
    return image.isEmpty() && feature.isEmpty();
  }

  private Set<Object> wholes() {
    return new Listing(List.of(this))
        .begins().stream()
            .filter(begin -> begin.feature.isEmpty())
            .map(begin -> begin.whole)
            .collect(toSet());
  }
}
