package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A function that a backend can run: named inputs, named outputs, and which outputs become the next
 * run's inputs.
 *
 * @param inputs tensors made by {@link Tensor#input}, in order, with distinct names
 * @param outputs the results by name, in order
 * @param carried for each input whose value lives on between runs (a parameter, an optimizer's
 *     state), the name of the output that replaces it; an input mapped to its own name keeps its
 *     value
 */
@API(status = STABLE)
public record Graph(List<Tensor> inputs, Map<String, Tensor> outputs, Map<String, String> carried) {

  /** Checks names, and that nothing is used that is not an input. */
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    carried = Collections.unmodifiableMap(new LinkedHashMap<>(carried));
    Set<String> names = new HashSet<>();
    for (Tensor input : inputs) {
      require(input.op() instanceof Input, "an input must be made by Tensor.input, got " + input);
      require(names.add(nameOf(input)), "two inputs are named " + nameOf(input));
    }
    for (Tensor node : inOrder(outputs.values())) {
      require(
          !(node.op() instanceof Input) || inputs.contains(node),
          "the graph uses "
              + (node.op() instanceof Input input ? input.label() + " " + input.type() : node)
              + ", which is not among its inputs");
    }
    for (Map.Entry<String, String> entry : carried.entrySet()) {
      requireCarriedAlike(entry.getKey(), entry.getValue(), inputs, outputs);
    }
  }

  /**
   * Makes a graph that carries nothing from run to run.
   *
   * @param inputs tensors made by {@link Tensor#input}
   * @param outputs the results by name
   */
  public Graph(List<Tensor> inputs, Map<String, Tensor> outputs) {
    this(inputs, outputs, Map.of());
  }

  /**
   * Returns the name of an input.
   *
   * @param input a tensor made by {@link Tensor#input}
   * @return its name
   */
  public static String nameOf(Tensor input) {
    return ((Input) input.op()).label();
  }

  /** Returns every tensor that the outputs need, each after its operands. */
  public List<Tensor> nodes() {
    return inOrder(outputs.values());
  }

  /** Returns the inputs that must be fed at every run: those that are not carried. */
  public List<Tensor> fed() {
    return inputs.stream().filter(i -> !carried.containsKey(nameOf(i))).toList();
  }

  /**
   * Lists tensors and all that they need, each after its operands; deep graphs need no deep stack.
   *
   * @param results the tensors wanted
   * @return they and every tensor from which they are computed, each once
   */
  public static List<Tensor> inOrder(Iterable<Tensor> results) {
    Set<Tensor> done = new LinkedHashSet<>();
    Deque<Tensor> open = new ArrayDeque<>();
    for (Tensor result : results) {
      open.push(result);
      while (!open.isEmpty()) {
        Tensor node = open.peek();
        List<Tensor> missing = node.inputs().stream().filter(i -> !done.contains(i)).toList();
        if (missing.isEmpty()) {
          done.add(open.pop());
        } else {
          for (int i = missing.size() - 1; i >= 0; i--) {
            open.push(missing.get(i));
          }
        }
      }
    }
    return new ArrayList<>(done);
  }

  private static void requireCarriedAlike(
      String input, String output, List<Tensor> inputs, Map<String, Tensor> outputs) {
    Tensor from =
        inputs.stream()
            .filter(i -> nameOf(i).equals(input))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no input named " + input + " to carry"));
    require(
        from.shape().isStatic(),
        "input " + input + " " + from.type() + " is carried without a size");
    if (!input.equals(output)) {
      Tensor to = outputs.get(output);
      require(
          to != null && to.type().equals(from.type()),
          "input " + input + " " + from.type() + " cannot be carried from output " + output);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
