package dev.tenon.experiment;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * How the layers of a list are joined, after all names in it have been looked up.
 *
 * @param calls one call a place, in order; the last one's output is the output of the whole
 */
public record Wiring(List<Call> calls) {
  /** Keeps its own copy of the list. */
  public Wiring {
    calls = List.copyOf(calls);
  }

  /**
   * One use of a layer.
   *
   * @param index its place in the list, from 0
   * @param layer the layer
   * @param name the name of its output
   * @param owner the name under which its parameters are kept: its own, unless it shares another's
   * @param use which use of these parameters it is, from 0
   * @param sources whose outputs it takes: 0 for what the whole takes, {@code i + 1} for call i
   */
  public record Call(
      int index, Layer layer, String name, String owner, int use, List<Integer> sources) {
    /** Keeps its own copy of the list. */
    public Call {
      sources = List.copyOf(sources);
    }

    /**
     * Emits the layer.
     *
     * @param scope the scope of the layer's owner
     * @param inputs what it takes, one tensor a source
     * @return its output
     * @throws dev.tenon.graph.ShapeException if it cannot take them
     */
    public Tensor emit(Scope scope, List<Tensor> inputs) {
      Scope own = scope.forUse(use);
      return layer instanceof Merge merge
          ? merge.apply(own, inputs)
          : layer.apply(own, inputs.get(0));
    }
  }

  /**
   * Looks up the names in a list of layers.
   *
   * @param layers the layers, each after those it takes something from
   * @return how they are joined
   * @throws dev.tenon.spi.UserError if they cannot be, with all reasons
   */
  public static Wiring of(List<Placement> layers) {
    Problems problems = new Problems();
    Wiring wiring = of(layers, "layers", problems);
    problems.raise("model");
    return wiring;
  }

  /**
   * Looks up the names in a list of layers.
   *
   * @param path where the list is
   * @param problems takes what is wrong; empty before, and if it is not empty afterwards, the
   *     result must not be used
   */
  static Wiring of(List<Placement> layers, String path, Problems problems) {
    return new Lookup(layers, path, problems).wiring();
  }

  /** Tells whether each layer takes what the one before it makes, and has its own parameters. */
  public boolean isSequential() {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).sources.equals(List.of(i)) || calls.get(i).use > 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns how Keras writes the output at a source's index: layer, use and output. */
  String output(int source) {
    return source == 0
        ? Placement.INPUT + "[0][0]"
        : calls.get(source - 1).owner + "[" + calls.get(source - 1).use + "][0]";
  }

  /**
   * Emits all layers.
   *
   * @param scope the scope of all layers
   * @param x what the whole takes
   * @return the input, then each layer's output
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   */
  List<Tensor> emit(Scope scope, Tensor x) {
    return outputs(
        x, (call, inputs) -> scope.within(call.owner, inner -> call.emit(inner, inputs)));
  }

  /**
   * Goes through all calls in order, and makes something of each from what was made of its inputs.
   *
   * @param input what stands for the input of the whole
   * @param each makes something of a call and of what was made of its sources, one a source
   * @param <T> what is made
   * @return the input, then what was made of each call
   */
  public <T> List<T> outputs(T input, BiFunction<Call, List<T>, T> each) {
    List<T> outputs = new ArrayList<>(List.of(input));
    for (Call call : calls) {
      outputs.add(each.apply(call, call.sources.stream().map(outputs::get).toList()));
    }
    return outputs;
  }
}
