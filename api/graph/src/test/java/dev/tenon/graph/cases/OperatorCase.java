package dev.tenon.graph.cases;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operator on concrete operands.
 *
 * @param name the family's name and the seed, for messages
 * @param graph a graph whose output {@code y} is made by the operator
 * @param values a value for each of its inputs
 * @param draw what drew the operands
 */
public record OperatorCase(String name, Graph graph, Map<String, NDArray> values, Draw draw) {

  /** Returns the tensor that the operator makes. */
  public Tensor output() {
    return graph.outputs().get("y");
  }

  /**
   * Returns the same case with one more output for each FLOAT input {@code x}, {@code x:gradient}:
   * the gradient of {@code sum(c * y)} with random c, which is one more input.
   */
  public OperatorCase withGradients() {
    List<Tensor> floats =
        graph.inputs().stream().filter(i -> i.dataType() == DataType.FLOAT).toList();
    Draw extended = draw.copy();
    Tensor upstream = extended.floats(output().shape(), -1, 1);
    List<Tensor> gradients = Gradients.of(output().mul(upstream).reduceSum(false), floats);
    Map<String, Tensor> outputs = new LinkedHashMap<>(graph.outputs());
    for (int i = 0; i < floats.size(); i++) {
      outputs.put(Graph.nameOf(floats.get(i)) + ":gradient", gradients.get(i));
    }
    return new OperatorCase(
        name, new Graph(extended.inputs(), outputs), extended.values(), extended);
  }

  @Override
  public String toString() {
    return name;
  }
}
