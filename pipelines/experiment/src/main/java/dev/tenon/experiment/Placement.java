package dev.tenon.experiment;

import dev.tenon.spi.Layer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A layer at its place in a model: what it is called there and whose outputs it takes.
 *
 * <p>In JSON the other components stand among the layer's own, and those at their defaults are left
 * out: {@code {"type": "dense", "units": 10, "name": "head", "inputs": ["flatten"]}}. A layer that
 * takes the output of the one before it is written alone.
 *
 * @param layer the layer
 * @param name its name, unique in the model; if empty, as by default, its class's in snake case and
 *     its ordinal among its like, such as {@code conv2d_1}
 * @param inputs the names of the layers whose outputs it takes, all of them earlier in the list, or
 *     {@value #INPUT} for what the model takes; none, the default, stands for the layer before it,
 *     and for the first input where there is none
 * @param shares the name of an earlier layer, equal to this one, whose parameters it uses; if
 *     empty, as by default, it has its own. A layer that shares is named after the first that has
 *     them, {@code conv2d[1]} for its second use, unless it has a name
 */
public record Placement(
    Layer layer, Optional<String> name, List<String> inputs, Optional<String> shares) {
  /** The name of what the model takes. */
  public static final String INPUT = "input";

  /** Requires a layer and keeps its own copy of the list. */
  public Placement {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shares, "shares");
    inputs = List.copyOf(inputs);
  }

  /**
   * Places a layer behind the one before it.
   *
   * @param layer the layer
   */
  public Placement(Layer layer) {
    this(layer, Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * Returns this place under a name.
   *
   * @param name the layer's name, unique in the model
   * @return the changed place
   */
  public Placement withName(String name) {
    return new Placement(layer, Optional.of(name), inputs, shares);
  }

  /**
   * Returns this place with other inputs.
   *
   * @param inputs the names of earlier layers, or {@value #INPUT}
   * @return the changed place
   */
  public Placement withInputs(String... inputs) {
    return new Placement(layer, name, List.of(inputs), shares);
  }

  /**
   * Returns this place with the parameters of another.
   *
   * @param name the name of an earlier layer, equal to this one
   * @return the changed place
   */
  public Placement withSharing(String name) {
    return new Placement(layer, this.name, inputs, Optional.of(name));
  }
}
