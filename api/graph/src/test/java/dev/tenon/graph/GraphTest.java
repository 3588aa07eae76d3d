package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
  private final Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(2, 2));

  @Test
  void nodes_come_once_and_after_their_operands() {
    Tensor shared = x.matMul(w);
    Tensor y = shared.add(shared.tanh());
    Graph graph = new Graph(List.of(x, w), Map.of("y", y));
    List<Tensor> nodes = graph.nodes();
    assertThat(nodes).doesNotHaveDuplicates().hasSize(5).endsWith(y);
    for (Tensor node : nodes) {
      assertThat(nodes.subList(0, nodes.indexOf(node))).containsAll(node.inputs());
    }
  }

  @Test
  void a_chain_of_a_hundred_thousand_nodes_needs_no_deep_stack() {
    Tensor chain = x;
    for (int i = 0; i < 100_000; i++) {
      chain = chain.neg();
    }
    assertThat(new Graph(List.of(x), Map.of("y", chain)).nodes()).hasSize(100_001);
  }

  @Test
  void inputs_that_are_not_carried_are_fed() {
    Graph graph = new Graph(List.of(x, w), Map.of("y", x.matMul(w)), Map.of("w", "w"));
    assertThat(graph.fed()).containsExactly(x);
  }

  @Test
  void an_input_that_is_used_must_be_among_the_inputs() {
    assertThatThrownBy(() -> new Graph(List.of(x), Map.of("y", x.matMul(w))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the graph uses w FLOAT[2, 2], which is not among its inputs");
  }

  @Test
  void two_inputs_of_one_name_are_refused() {
    Tensor other = Tensor.input("x", DataType.FLOAT, Shape.SCALAR);
    assertThatThrownBy(() -> new Graph(List.of(x, other), Map.of("y", x)))
        .hasMessage("two inputs are named x");
  }

  @Test
  void only_inputs_can_be_inputs() {
    assertThatThrownBy(() -> new Graph(List.of(x.neg()), Map.of("y", x)))
        .hasMessageContaining("an input must be made by Tensor.input");
    assertThatThrownBy(() -> Tensor.input(" ", DataType.FLOAT, Shape.SCALAR))
        .hasMessage("an input needs a name");
  }

  @Test
  void a_carried_input_needs_an_output_of_its_type() {
    Map<String, Tensor> outputs = Map.of("y", x.matMul(w), "s", w.reduceSum(false));
    assertThatThrownBy(() -> new Graph(List.of(x, w), outputs, Map.of("v", "s")))
        .hasMessage("no input named v to carry");
    assertThatThrownBy(() -> new Graph(List.of(x, w), outputs, Map.of("w", "s")))
        .hasMessage("input w FLOAT[2, 2] cannot be carried from output s");
    assertThatThrownBy(() -> new Graph(List.of(x, w), outputs, Map.of("w", "t")))
        .hasMessage("input w FLOAT[2, 2] cannot be carried from output t");
  }

  @Test
  void a_carried_input_must_not_depend_on_the_batch() {
    assertThatThrownBy(() -> new Graph(List.of(x), Map.of("y", x.neg()), Map.of("x", "y")))
        .hasMessage("input x FLOAT[N, 2] is carried without a size");
  }

  @Test
  void a_graph_keeps_its_own_copy_in_the_order_given() {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("b", x.neg());
    outputs.put("a", x.abs());
    Graph graph = new Graph(List.of(x), outputs);
    outputs.clear();
    assertThat(graph.outputs().keySet()).containsExactly("b", "a");
  }
}
