package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Layers that are used as one: what Keras calls a nested model.
 *
 * <p>They are joined as those of a {@link Model} are; {@value Placement#INPUT} is what the block
 * takes. Shapes: what its first layers take, to what its last layer makes. A block has no variables
 * but those of its layers, whose paths begin with its name. Example:
 *
 * <pre>{@code
 * Block.of(x -> Node.of(new Add(), x, x.then(new Dense(64, new Relu()), new Dense(64))))
 * }</pre>
 *
 * @param layers its layers, each after those whose outputs it takes
 */
public record Block(List<Placement> layers) implements Layer {
  /** Checks how the layers are joined. */
  public Block {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a block needs a layer at least");
    }
    Problems problems = new Problems();
    Wiring.of(layers, "layers", problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }

  /**
   * Makes a block of what is done with its input.
   *
   * @param body applies layers to the block's input and returns the block's output
   * @return the block
   * @throws dev.tenon.spi.UserError if the output depends on nodes outside the block
   */
  public static Block of(UnaryOperator<Node> body) {
    Node input = Node.ofBlock();
    Node output = body.apply(input);
    output.requireInput(input);
    return new Block(output.placements());
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    List<Tensor> outputs = Wiring.of(layers).emit(scope, x);
    return outputs.get(outputs.size() - 1);
  }
}
