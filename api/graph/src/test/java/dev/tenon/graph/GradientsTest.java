package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 3));
  private final Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(3, 2));

  static List<OperatorFamily> differentiable() {
    return OperatorCases.differentiable();
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void gradients_have_the_types_of_their_targets(OperatorFamily family) {
    for (int seed = 0; seed < 10; seed++) {
      OperatorCase drawn = family.at(seed).withGradients();
      Map<String, Tensor> outputs = drawn.graph().outputs();
      for (Tensor input : drawn.graph().inputs()) {
        Tensor gradient = outputs.get(Graph.nameOf(input) + ":gradient");
        assertThat(gradient == null || gradient.type().equals(input.type()))
            .as("%s for %s", drawn, input)
            .isTrue();
      }
    }
  }

  @Test
  void a_shared_subexpression_is_differentiated_once() {
    Tensor shared = x.matMul(w);
    Tensor loss = shared.add(shared.tanh()).mul(shared).reduceSum(false);
    Tensor gradient = Gradients.of(loss, List.of(w)).get(0);
    // The product itself, and one with each factor transposed of which only one is needed.
    assertThat(Graph.inOrder(List.of(gradient)))
        .filteredOn(n -> n.op() instanceof MatMul)
        .hasSize(2);
  }

  @Test
  void a_diamond_of_depth_forty_does_not_grow_exponentially() {
    Tensor diamond = x;
    for (int i = 0; i < 40; i++) {
      diamond = diamond.add(diamond);
    }
    Tensor gradient = Gradients.of(diamond.reduceSum(false), List.of(x)).get(0);
    assertThat(Graph.inOrder(List.of(gradient))).hasSizeLessThan(200);
  }

  @Test
  void a_target_that_the_loss_does_not_need_has_a_gradient_of_zeros() {
    Tensor unused = Tensor.input("unused", DataType.FLOAT, Shape.of(4, 5));
    Tensor gradient = Gradients.of(x.reduceSum(false), List.of(x, unused)).get(1);
    assertThat(gradient.type()).isEqualTo(unused.type());
    assertThat(gradient.op()).isEqualTo(new Expand());
    assertThat(gradient.inputs().get(0)).extracting(Tensor::op).isEqualTo(Tensor.constant(0).op());
  }

  @Test
  void a_target_behind_steps_alone_has_a_gradient_of_zeros() {
    Tensor loss = x.sign().add(x.cast(DataType.INT64).cast(DataType.FLOAT)).reduceSum(false);
    Tensor gradient = Gradients.of(loss, List.of(x)).get(0);
    assertThat(gradient.inputs().get(0).op()).isEqualTo(Tensor.constant(0).op());
  }

  @Test
  void the_loss_itself_has_the_gradient_one() {
    Tensor loss = x.reduceSum(false);
    assertThat(Gradients.of(loss, List.of(loss)).get(0).op()).isEqualTo(Tensor.constant(1).op());
  }

  @Test
  void a_target_within_the_graph_can_be_differentiated_for() {
    Tensor hidden = x.matMul(w);
    List<Tensor> gradients = Gradients.of(hidden.square().reduceSum(false), List.of(hidden, w));
    assertThat(gradients.get(0).type()).isEqualTo(hidden.type());
    assertThat(gradients.get(1).type()).isEqualTo(w.type());
  }

  @Test
  void a_chain_of_twenty_thousand_nodes_does_not_overflow_the_stack() {
    Tensor chain = x;
    for (int i = 0; i < 20_000; i++) {
      chain = chain.tanh();
    }
    Tensor gradient = Gradients.of(chain.reduceSum(false), List.of(x)).get(0);
    assertThat(Graph.inOrder(List.of(gradient))).hasSizeGreaterThan(60_000);
  }

  @Test
  void a_convolution_can_be_differentiated_twice() {
    Tensor image = Tensor.input("image", DataType.FLOAT, Shape.of(Shape.BATCH, 4, 7, 7));
    Tensor filter = Tensor.input("filter", DataType.FLOAT, Shape.of(6, 2, 3, 3));
    Window window = Window.of(3, 3).withStrides(2, 3).withPads(List.of(1, 0), List.of(0, 2));
    Tensor loss = image.conv(filter, window, 2).square().reduceSum(false);
    List<Tensor> targets = List.of(image, filter);
    for (Tensor first : Gradients.of(loss, targets)) {
      List<Tensor> second = Gradients.of(first.square().reduceSum(false), targets);
      assertThat(second.get(0).type()).isEqualTo(image.type());
      assertThat(second.get(1).type()).isEqualTo(filter.type());
    }
  }

  @Test
  void a_loss_that_is_no_float_scalar_is_refused() {
    assertThatThrownBy(() -> Gradients.of(x, List.of(x)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("only a scalar FLOAT loss can be differentiated, got FLOAT[N, 3]");
    Tensor count = Tensor.input("count", DataType.INT64, Shape.SCALAR);
    assertThatThrownBy(() -> Gradients.of(count, List.of(x))).hasMessageContaining("INT64[]");
  }

  private static List<Tensor> nodesOfGradient(Tensor loss, Tensor target) {
    return Graph.inOrder(Gradients.of(loss, List.of(target)));
  }

  private static long count(List<Tensor> nodes, Class<? extends Op> op) {
    return nodes.stream().filter(node -> op.isInstance(node.op())).count();
  }

  @Test
  void gradients_of_slices_that_fill_an_axis_are_joined_whatever_their_order() {
    Tensor whole = x.matMul(w);
    Tensor a = whole.slice(1, 0, 1);
    Tensor b = whole.slice(1, 1, 2);
    for (Tensor loss : List.of(a.mul(b.tanh()), b.tanh().mul(a))) {
      List<Tensor> nodes = nodesOfGradient(loss.reduceSum(false), whole);
      assertThat(nodes.get(nodes.size() - 1).op()).isEqualTo(new Concat(1));
      assertThat(count(nodes, Pad.class)).isZero();
    }
  }

  @Test
  void a_run_of_a_thousand_slices_costs_each_of_them_once() {
    Tensor series = Tensor.input("series", DataType.FLOAT, Shape.of(Shape.BATCH, 1000, 2));
    Tensor sum = series.slice(1, 0, 1);
    for (int i = 1; i < 1000; i++) {
      sum = sum.add(series.slice(1, i, i + 1)).tanh();
    }
    List<Tensor> nodes = nodesOfGradient(sum.reduceSum(false), series);
    assertThat(count(nodes, Pad.class)).isZero();
    assertThat(count(nodes, Concat.class)).isEqualTo(1);
  }

  @Test
  void slices_with_a_gap_or_an_overlap_are_padded_and_added() {
    Tensor series = Tensor.input("series", DataType.FLOAT, Shape.of(Shape.BATCH, 6));
    Tensor gap = series.slice(1, 0, 2).square().add(series.slice(1, 4, 6));
    Tensor overlap = series.slice(1, 0, 4).square().add(series.slice(1, 2, 6));
    for (Tensor y : List.of(gap, overlap)) {
      List<Tensor> nodes = nodesOfGradient(y.reduceSum(false), series);
      assertThat(count(nodes, Pad.class)).isEqualTo(2);
      assertThat(count(nodes, Concat.class)).isZero();
    }
  }

  @Test
  void slices_within_an_axis_are_joined_and_then_padded() {
    Tensor series = Tensor.input("series", DataType.FLOAT, Shape.of(Shape.BATCH, 6));
    Tensor y = series.slice(1, 1, 3).square().add(series.slice(1, 3, 5));
    List<Tensor> nodes = nodesOfGradient(y.reduceSum(false), series);
    assertThat(nodes.get(nodes.size() - 1).op()).isEqualTo(new Pad(1, 1, 1));
    assertThat(count(nodes, Concat.class)).isEqualTo(1);
  }
}
