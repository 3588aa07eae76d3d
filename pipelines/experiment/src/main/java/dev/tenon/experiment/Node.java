package dev.tenon.experiment;

import dev.tenon.spi.Layer;
import dev.tenon.spi.UserError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  private final Optional<Layer> layer;
  private final Optional<String> name;
  private final Optional<Node> first;
  private final List<Node> inputs;

  private Node(
      Optional<Input> image,
      Optional<Layer> layer,
      Optional<String> name,
      Optional<Node> first,
      List<Node> inputs) {
    this.image = image;
    this.layer = layer;
    this.name = name;
    this.first = first;
    this.inputs = List.copyOf(inputs);
  }

  /**
   * Begins a model.
   *
   * @param image the images that it takes
   * @return the node that layers may be applied to
   */
  public static Node input(Input image) {
    return new Node(
        Optional.of(image), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
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
    return new Node(Optional.empty(), Optional.of(layer), name, Optional.empty(), List.of(inputs));
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
    if (!plain.begins().equals(owner.begins())) {
      throw new UserError(
          "a layer can be applied again only in its own model or block, whose input all that it is "
              + "given must depend on: it would have parameters of its own elsewhere");
    }
    return new Node(
        Optional.empty(), plain.layer, Optional.empty(), Optional.of(owner), plain.inputs);
  }

  /** Begins a block. */
  static Node ofBlock() {
    return new Node(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** Returns the images that all paths to this node begin with. */
  Input image() {
    List<Node> inputs = begins();
    if (inputs.size() > 1) {
      throw new UserError(
          "a model has one input, and this one has "
              + inputs.size()
              + ", "
              + inputs.stream().map(Node::size).collect(Collectors.joining(" and "))
              + ": let all branches begin with the same node");
    }
    return inputs.get(0).image.orElseThrow(Node::outside);
  }

  /** Checks that all paths to this node begin with another. */
  void requireInput(Node input) {
    if (!begins().equals(List.of(input))) {
      throw outside();
    }
  }

  private static UserError outside() {
    return new UserError(
        "nodes within a block and outside of it cannot be joined: let the block's layers begin with "
            + "the node that it is given, and use nothing of it but its output");
  }

  private List<Node> begins() {
    return ordered().stream().filter(node -> node.layer.isEmpty()).toList();
  }

  private String size() {
    return image
        .map(input -> input.height() + "x" + input.width() + "x" + input.channels())
        .orElse("that of a block");
  }

  /** Returns the layers on all paths to this node, each after what it takes. */
  List<Placement> placements() {
    Map<Node, String> names = new HashMap<>();
    Map<Node, String> owners = new HashMap<>();
    List<Placement> placements = new ArrayList<>();
    Names naming = new Names();
    String before = Placement.INPUT;
    for (Node node : ordered()) {
      if (node.layer.isEmpty()) {
        names.put(node, Placement.INPUT);
        continue;
      }
      Node owner = node.first.orElse(node);
      Optional<String> shares = Optional.ofNullable(owners.get(owner));
      Optional<String> name = shares.isPresent() ? Optional.empty() : owner.name;
      List<String> inputs = node.inputs.stream().map(names::get).toList();
      placements.add(
          new Placement(
              node.layer.get(), name, inputs.equals(List.of(before)) ? List.of() : inputs, shares));
      before = naming.next(placements.get(placements.size() - 1));
      names.put(node, before);
      owners.putIfAbsent(owner, before);
    }
    return placements;
  }

  /** Returns all nodes on paths to this one: what a node takes first, and in its order. */
  private Set<Node> ordered() {
    Set<Node> ordered = new LinkedHashSet<>();
    // A stack of its own, since a deep model would overflow that of the thread.
    Deque<Node> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Node node = open.peek();
      node.inputs.stream()
          .filter(input -> !ordered.contains(input))
          .findFirst()
          .ifPresentOrElse(open::push, () -> ordered.add(open.pop()));
    }
    return ordered;
  }
}
