package dev.tenon.graph.cases;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Tensor;
import java.util.Map;
import java.util.function.Function;

/**
 * One operator with one choice of those attributes that are not numbers.
 *
 * @param name such as {@code Add} or {@code ReduceMax keepDims}
 * @param differentiable whether its gradient can be compared with finite differences
 * @param maker draws operands and makes the operator's result
 */
public record OperatorFamily(String name, boolean differentiable, Function<Draw, Tensor> maker) {

  /**
   * Makes a case.
   *
   * @param seed what shapes, attributes and values are drawn from
   * @return the same case for the same seed
   */
  public OperatorCase at(long seed) {
    Draw draw = new Draw(31 * seed + name.hashCode());
    Tensor output = maker.apply(draw);
    Graph graph = new Graph(draw.inputs(), Map.of("y", output));
    return new OperatorCase(name + " #" + seed, graph, draw.values(), draw);
  }

  @Override
  public String toString() {
    return name;
  }
}
