package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.reference.ReferenceBackend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimplificationTest {
  private final Tensor image = Tensor.input("x", DataType.FLOAT, Shape.of(1, 1, 4, 4));
  private final Tensor row = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 3));

  @Test
  void what_is_computed_twice_is_computed_once() {
    Graph graph =
        new Graph(
            List.of(row), Map.of("a", row.exp().add(row), "b", row.exp().add(row).mul(row.exp())));
    Graph simple = Simplification.of(graph);
    assertThat(graph.nodes()).hasSize(7);
    assertThat(simple.nodes()).hasSize(4);
    assertAlike(graph, simple, Map.of("x", NDArray.floats(Shape.of(2, 3), 1, 2, 3, -1, 0, 4)));
  }

  @Test
  void two_inputs_of_one_kind_stay_two() {
    Tensor other = Tensor.input("y", DataType.FLOAT, Shape.of(Shape.BATCH, 3));
    Graph graph = new Graph(List.of(row, other), Map.of("z", row.exp().sub(other.exp())));
    assertThat(Simplification.of(graph).nodes()).hasSize(graph.nodes().size());
  }

  @Test
  void a_function_is_applied_before_an_expansion() {
    Tensor few = Tensor.input("few", DataType.FLOAT, Shape.of(3));
    Tensor result = few.expandLike(row).mul(2).neg().sub(1);
    Graph graph = new Graph(List.of(few, row), Map.of("y", result));
    Graph simple = Simplification.of(graph);
    assertThat(simple.outputs().get("y").op().onnxName()).isEqualTo("Expand");
    assertThat(simple.nodes().stream().filter(n -> n.shape().equals(row.shape()))).hasSize(2);
    assertAlike(
        graph,
        simple,
        Map.of(
            "few",
            NDArray.floats(Shape.of(3), 1, 2, 3),
            "x",
            NDArray.floats(Shape.of(1, 3), 7, 8, 9)));
  }

  @Test
  void a_function_of_an_expansion_and_a_full_operand_stays_where_it_is() {
    Tensor few = Tensor.input("few", DataType.FLOAT, Shape.of(3));
    Graph graph = new Graph(List.of(few, row), Map.of("y", few.expandLike(row).mul(row)));
    assertThat(Simplification.of(graph).outputs().get("y").op().onnxName()).isEqualTo("Mul");
  }

  @Test
  void the_mask_of_a_relu_moves_before_the_gradient_of_the_pooling_behind_it() {
    Graph graph = gradientOf(image.relu().maxPool(Window.of(2, 2).withStrides(2, 2)));
    Graph simple = Simplification.of(graph);
    assertThat(shapesOf(ReluGrad.class, graph)).containsExactly(image.shape());
    assertThat(shapesOf(ReluGrad.class, simple)).containsExactly(Shape.of(1, 1, 2, 2));
    assertThat(simple.outputs().get("dx").op()).isInstanceOf(MaxPoolGrad.class);
    // A window of negatives, one of zeros and negatives, one with a tie, and a plain one.
    float[] values = {-1, -2, 0, -1, -3, -4, 0, 0, 5, 5, 1, 2, 5, 0, 4, 3};
    assertAlike(graph, simple, Map.of("x", NDArray.floats(image.shape(), values)));
  }

  @Test
  void the_mask_stays_where_the_relu_has_other_uses() {
    Tensor y = image.relu();
    Tensor pooled = y.maxPool(Window.of(2, 2).withStrides(2, 2)).reduceSum(true, 2, 3);
    Graph simple = Simplification.of(gradientOf(y.mul(pooled)));
    assertThat(shapesOf(ReluGrad.class, simple)).containsExactly(image.shape());
  }

  @Test
  void names_and_what_is_carried_stay() {
    Graph graph =
        new Graph(
            List.of(image), Map.of("next", image.mul(2).add(image.mul(2))), Map.of("x", "next"));
    Graph simple = Simplification.of(graph);
    assertThat(simple.inputs()).isEqualTo(graph.inputs());
    assertThat(simple.carried()).isEqualTo(graph.carried());
    assertThat(simple.outputs().keySet()).isEqualTo(graph.outputs().keySet());
  }

  private Graph gradientOf(Tensor y) {
    Tensor loss = y.square().reduceSum(false);
    return new Graph(List.of(image), Map.of("dx", Gradients.of(loss, List.of(image)).get(0)));
  }

  private static List<Shape> shapesOf(Class<?> operator, Graph graph) {
    return graph.nodes().stream()
        .filter(node -> operator.isInstance(node.op()))
        .map(Tensor::shape)
        .toList();
  }

  private static void assertAlike(Graph graph, Graph simple, Map<String, NDArray> values) {
    try (Session one = new ReferenceBackend().open(graph);
        Session other = new ReferenceBackend().open(simple)) {
      Map<String, NDArray> expected = one.run(values);
      other
          .run(values)
          .forEach(
              (name, value) ->
                  assertThat(value.toFloats()).as(name).isEqualTo(expected.get(name).toFloats()));
    }
  }
}
