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
 * <p>What the whole takes and what its layers make is counted as one sequence of <i>sources</i>:
 * the inputs first, then one output a call.
 *
 * @param inputs the names of what the whole takes, at least one
 * @param calls one call a place, in order
 * @param ends the sources that the whole gives, in order
 */
public record Wiring(List<String> inputs, List<Call> calls, List<Integer> ends) {
  /** Keeps its own copies of the lists. */
  public Wiring {
    inputs = List.copyOf(inputs);
    calls = List.copyOf(calls);
    ends = List.copyOf(ends);
  }

  /**
   * One use of a layer.
   *
   * @param index its place in the list, from 0
   * @param layer the layer
   * @param name the name of its output
   * @param owner the name under which its parameters are kept: its own, unless it shares another's
   * @param use which use of these parameters it is, from 0
   * @param sources whose outputs it takes
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
   * @param whole the layers, what they take and what of theirs is given
   * @return how they are joined
   * @throws dev.tenon.spi.UserError if they cannot be, with all reasons
   */
  static Wiring of(Joints whole) {
    Problems problems = new Problems();
    Wiring wiring = new Lookup(whole, "", problems).wiring();
    problems.raise("model");
    return wiring;
  }

  /** Tells whether each layer takes what the one before it makes, and has its own parameters. */
  public boolean isSequential() {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).sources.equals(List.of(i)) || calls.get(i).use > 0) {
        return false;
      }
    }
    return inputs.size() == 1 && ends.equals(List.of(calls.size()));
  }

  /** Returns the source that a call's output is. */
  int source(Call call) {
    return inputs.size() + call.index;
  }

  /** Returns how Keras writes a source: layer, use and output. */
  String output(int source) {
    if (source < inputs.size()) {
      return inputs.get(source) + "[0][0]";
    }
    Call call = calls.get(source - inputs.size());
    return call.owner + "[" + call.use + "][0]";
  }

  /**
   * Emits all layers.
   *
   * @param scope the scope of all layers
   * @param given what the whole takes, one tensor an input
   * @return what the whole gives
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   */
  List<Tensor> emit(Scope scope, List<Tensor> given) {
    List<Tensor> all =
        outputs(given, (call, taken) -> scope.within(call.owner, in -> call.emit(in, taken)));
    return ends.stream().map(all::get).toList();
  }

  /**
   * Goes through all calls in order, and makes something of each from what was made of its sources.
   *
   * @param given what stands for the inputs of the whole, in order
   * @param each makes something of a call and of what was made of its sources, one a source
   * @param <T> what is made
   * @return what was made of each source
   */
  public <T> List<T> outputs(List<T> given, BiFunction<Call, List<T>, T> each) {
    List<T> outputs = new ArrayList<>(given);
    for (Call call : calls) {
      outputs.add(each.apply(call, call.sources.stream().map(outputs::get).toList()));
    }
    return outputs;
  }
}
