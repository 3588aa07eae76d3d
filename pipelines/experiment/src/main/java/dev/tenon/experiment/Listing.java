package dev.tenon.experiment;

import dev.tenon.spi.UserError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** All nodes on the paths to some outputs, each after what it takes. */
final class Listing {
  private final List<Node> outputs;
  private final Set<Node> ordered = new LinkedHashSet<>();

  /**
   * Orders nodes: what a node takes first, and in its order; all that the first output needs before
   * all else that the second one does.
   */
  Listing(List<Node> outputs) {
    this.outputs = outputs;
    outputs.forEach(this::order);
  }

  private void order(Node output) {
    // A stack of its own, since a deep model would overflow that of the thread.
    Deque<Node> open = new ArrayDeque<>(List.of(output));
    while (!open.isEmpty()) {
      Node node = open.peek();
      node.inputs().stream()
          .filter(input -> !ordered.contains(input))
          .findFirst()
          .ifPresentOrElse(open::push, () -> ordered.add(open.pop()));
    }
  }

  /**
   * Returns the layers, each after what it takes, and which of them are the outputs, if there are
   * several.
   *
   * @param takes the names of the inputs
   */
  Joints joints(List<String> takes) {
    Map<Node, String> names = new HashMap<>();
    Map<Node, String> owners = new HashMap<>();
    List<Placement> placements = new ArrayList<>();
    Names naming = new Names();
    String before = takes.get(0);
    for (Node node : ordered) {
      if (node.layer().isEmpty()) {
        names.put(node, node.name().orElseThrow());
        continue;
      }
      Node owner = node.first().orElse(node);
      Optional<String> shares = Optional.ofNullable(owners.get(owner));
      Optional<String> name = shares.isPresent() ? Optional.empty() : owner.name();
      List<String> inputs = node.inputs().stream().map(names::get).toList();
      placements.add(
          new Placement(
              node.layer().get(),
              name,
              inputs.equals(List.of(before)) ? List.of() : inputs,
              shares));
      before = naming.next(placements.get(placements.size() - 1));
      names.put(node, before);
      owners.putIfAbsent(owner, before);
    }
    return new Joints(placements, takes, outputs(names));
  }

  private List<String> outputs(Map<Node, String> names) {
    if (outputs.size() == 1) {
      return List.of();
    }
    if (outputs.stream().anyMatch(output -> output.layer().isEmpty())) {
      throw new UserError("the input of a model cannot be its output: apply a layer to it");
    }
    return outputs.stream().map(names::get).toList();
  }

  /** Returns the inputs that the paths begin with. */
  List<Node> begins() {
    return ordered.stream().filter(node -> node.layer().isEmpty()).toList();
  }

  /** Returns the images that paths begin with, besides features. */
  Input image() {
    List<Node> begins = begins().stream().filter(begin -> begin.feature().isEmpty()).toList();
    if (begins.isEmpty()) {
      throw new UserError(
          "a model takes an image, and this one takes only "
              + begins().stream().map(begin -> begin.name().orElseThrow()).collect(listed())
              + ": let a branch begin with Node.input(height, width, channels)");
    }
    if (begins.size() > 1) {
      throw new UserError(
          "a model has one input without a name, and this one has "
              + begins.size()
              + ", "
              + begins.stream().map(Listing::size).collect(listed())
              + ": let all branches begin with the same node, or name the others, "
              + "Node.input(name, image)");
    }
    return begins.get(0).image().orElseThrow(Listing::outside);
  }

  private static Collector<CharSequence, ?, String> listed() {
    return Collectors.joining(" and ");
  }

  /** Returns the features that paths begin with. */
  List<NamedInput> features() {
    List<NamedInput> features =
        begins().stream().flatMap(begin -> begin.feature().stream()).toList();
    Set<String> names = new HashSet<>();
    for (NamedInput feature : features) {
      if (!names.add(feature.name())) {
        throw new UserError(
            "two inputs are called "
                + feature.name()
                + ": let all branches begin with the same node");
      }
    }
    return features;
  }

  private static String size(Node begin) {
    return begin
        .image()
        .map(input -> input.height() + "x" + input.width() + "x" + input.channels())
        .orElse("that of a block");
  }

  /** Checks that all paths begin with inputs of one block. */
  void requireWithin(Object block) {
    if (begins().stream().anyMatch(begin -> begin.whole() != block)) {
      throw outside();
    }
  }

  private static UserError outside() {
    return new UserError(
        "nodes within a block and outside of it cannot be joined: let the block's layers begin with "
            + "the node that it is given, and use nothing of it but its output");
  }
}
