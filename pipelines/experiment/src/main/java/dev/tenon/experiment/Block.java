package dev.tenon.experiment;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Layers that are used as one: what Keras calls a nested model.
 *
 * <p>They are joined as those of a {@link Model} are; {@value Placement#INPUT} is what the block
 * takes, unless it takes several inputs, which then have names. Shapes: what its first layers take,
 * to what its last layer makes. A block has no variables but those of its layers, whose paths begin
 * with its name; where it is used again, they are shared. Example:
 *
 * <pre>{@code
 * Block.of(x -> Node.of(new Add(), x, x.then(new Dense(64, new Relu()), new Dense(64))))
 * }</pre>
 *
 * @param layers its layers, each after those whose outputs it takes
 * @param takes the names of what it takes, in order; {@value Placement#INPUT} alone by default
 */
public record Block(List<Placement> layers, List<String> takes) implements Merge {
  /** Checks how the layers are joined. */
  public Block {
    layers = List.copyOf(layers);
    takes = List.copyOf(takes);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a block needs a layer at least");
    }
    if (takes.isEmpty() || new HashSet<>(takes).size() < takes.size()) {
      throw new IllegalArgumentException(
          "a block takes one input at least, each under a name of its own, got " + takes);
    }
    Problems problems = new Problems();
    new Lookup(new Joints(layers, takes, List.of()), "", problems).wiring();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }

  /**
   * Makes a block of one input.
   *
   * @param layers its layers, each after those whose outputs it takes
   */
  public Block(List<Placement> layers) {
    this(layers, List.of(Placement.INPUT));
  }

  /**
   * Makes a block of what is done with its input.
   *
   * @param body applies layers to the block's input and returns the block's output
   * @return the block
   * @throws UserError if the output depends on nodes outside the block
   */
  public static Block of(UnaryOperator<Node> body) {
    return of(List.of(Placement.INPUT), inputs -> body.apply(inputs.get(0)));
  }

  /**
   * Makes a block of what is done with several inputs.
   *
   * <pre>{@code
   * Block.of(List.of("left", "right"), in -> Node.of(new Subtract(), in.get(0), in.get(1)))
   * }</pre>
   *
   * @param takes the names of the inputs
   * @param body applies layers to the block's inputs, in the order of their names, and returns the
   *     block's output
   * @return the block
   * @throws UserError if the output depends on nodes outside the block
   */
  public static Block of(List<String> takes, Function<List<Node>, Node> body) {
    List<Node> inputs = Node.ofBlock(takes);
    Listing listing = new Listing(List.of(body.apply(inputs)));
    listing.requireWithin(inputs.get(0).whole());
    return new Block(listing.joints(takes).layers(), takes);
  }

  /**
   * Makes a block of a model's layers, so that a whole model may be a layer of another. It takes
   * what the model's first layer does: floats, which the model around it has made of its images.
   *
   * @param model a model of one output; its features become inputs of the block beside {@value
   *     Placement#INPUT}
   * @return the block
   * @throws UserError if the model has several outputs
   */
  public static Block of(Model model) {
    if (model.outputNames().size() > 1) {
      throw new UserError(
          "a model of the outputs "
              + String.join(", ", model.outputNames())
              + " cannot be a layer, which has one: make a model of one of them");
    }
    return new Block(model.layers(), model.joints().inputs());
  }

  /** Returns how the layers are joined. */
  public Wiring wiring() {
    return Wiring.of(new Joints(layers, takes, List.of()));
  }

  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    if (inputs.size() != takes.size()) {
      throw new ShapeException(
          "a block that takes " + String.join(", ", takes) + " got " + inputs.size() + " inputs");
    }
    return wiring().emit(scope, inputs).get(0);
  }
}
