package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Initializer ZEROS = (shape, random) -> new float[(int) shape.size()];
  private final Scope scope = Scope.evaluation().child("layer");

  @Test
  void one_name_gives_one_variable_of_one_shape_and_kind() {
    Tensor kernel = scope.parameter("kernel", Shape.of(2), ZEROS);

    assertThat(scope.parameter("kernel", Shape.of(2), ZEROS)).isSameAs(kernel);
    assertThatThrownBy(() -> scope.parameter("kernel", Shape.of(3), ZEROS))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer/kernel has shape [2] and was asked for again as [3]");
    assertThatThrownBy(() -> scope.state("kernel", Shape.of(2), ZEROS))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer/kernel was asked for both as a parameter and as state");
  }

  @Test
  void only_state_is_updated_and_only_by_its_type() {
    Tensor kernel = scope.parameter("kernel", Shape.of(2), ZEROS);
    Tensor mean = scope.state("mean", Shape.of(2), ZEROS);
    scope.update("mean", mean.add(kernel));

    assertThat(scope.updates()).containsOnlyKeys("layer/mean");
    assertThatThrownBy(() -> scope.update("mean", Tensor.constant(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer/mean is FLOAT[2] and cannot become FLOAT[]");
    for (String name : new String[] {"kernel", "variance"}) {
      assertThatThrownBy(() -> scope.update(name, kernel))
          .isInstanceOf(ShapeException.class)
          .hasMessage("layer/" + name + " cannot be updated: it was not asked for by state()");
    }
  }

  @Test
  void a_layer_used_again_has_the_same_parameters_and_goes_on_with_its_state() {
    Tensor kernel = scope.parameter("kernel", Shape.of(2), ZEROS);
    Tensor mean = scope.state("mean", Shape.of(2), ZEROS);
    Tensor moved = mean.add(kernel);

    assertThat(scope.forUse(1).state("mean", Shape.of(2), ZEROS)).isSameAs(mean);
    scope.update("mean", moved);
    Scope again = scope.forUse(1);
    assertThat(again.parameter("kernel", Shape.of(2), ZEROS)).isSameAs(kernel);
    assertThat(again.state("mean", Shape.of(2), ZEROS)).isSameAs(moved);
    assertThat(scope.state("mean", Shape.of(2), ZEROS)).isSameAs(mean);
    assertThat(again.path()).isEqualTo("layer");
    assertThat(scope.variables()).hasSize(2);
  }

  @Test
  void the_state_of_a_use_is_what_it_was_before_that_use() {
    Scope block = scope.child("block");
    for (int use = 0; use < 3; use++) {
      Scope inner = block.forUse(use).child("norm");
      for (int again = 0; again < 2; again++) {
        Scope own = inner.forUse(again);
        Tensor before = own.state("mean", Shape.of(2), ZEROS);
        Tensor after = before.mul(2);
        own.update("mean", after);

        assertThat(own.state("mean", Shape.of(2), ZEROS)).isSameAs(before);
        assertThat(inner.forUse(1).state("mean", Shape.of(2), ZEROS)).isSameAs(after);
      }
    }
    Tensor last = scope.updates().get("layer/block/norm/mean");
    assertThat(Graph.inOrder(List.of(last)).stream().filter(node -> node.inputs().size() == 2))
        .hasSize(6);
  }

  @Test
  void only_one_state_of_a_parameters_type_stands_for_it() {
    Tensor kernel = scope.parameter("kernel", Shape.of(2), ZEROS);
    scope.state("average", Shape.of(2), ZEROS);
    scope.state("other", Shape.of(2), ZEROS);
    scope.state("small", Shape.of(1), ZEROS);
    scope.standIn("average", kernel);
    scope.standIn("average", kernel);

    assertThat(scope.child("inner").standIns()).isEqualTo(Map.of("layer/kernel", "layer/average"));
    assertThatThrownBy(() -> scope.standIn("other", kernel))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer/other cannot stand for layer/kernel: layer/average does");
    assertThatThrownBy(() -> scope.standIn("small", kernel))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer/small is FLOAT[1] and cannot stand for FLOAT[2]");
    for (String none : List.of("kernel", "unknown")) {
      assertThatThrownBy(() -> scope.standIn(none, kernel))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "layer/" + none + " cannot stand for layer/kernel: it was not asked for by state()");
    }
  }

  @Test
  void each_use_of_a_layer_has_random_numbers_of_its_own() {
    Scope outer = Scope.training(1, Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Tensor like = Tensor.input("x", DataType.FLOAT, Shape.of(2));
    List<Scope> uses =
        List.of(
            outer.child("block").child("dropout"),
            outer.child("block").child("dropout").forUse(1),
            outer.child("block").forUse(1).child("dropout"),
            outer.child("block").forUse(1).child("dropout").forUse(1));

    for (OptionalLong seed : List.of(OptionalLong.empty(), OptionalLong.of(3))) {
      assertThat(uses.stream().map(use -> use.randomUniform(like, seed).op()))
          .doesNotHaveDuplicates();
    }
    assertThat(uses.get(0).forUse(0).randomUniform(like, OptionalLong.empty()).op())
        .isEqualTo(uses.get(0).randomUniform(like, OptionalLong.empty()).op());
  }

  @Test
  void each_use_of_a_layer_has_normal_numbers_of_its_own_from_two_draws() {
    Scope outer = Scope.training(1, Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Tensor like = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
    Scope noise = outer.child("noise");
    List<Tensor> drawn =
        List.of(
            noise.randomNormal(like, OptionalLong.empty()),
            noise.forUse(1).randomNormal(like, OptionalLong.empty()),
            noise.randomNormal(like, OptionalLong.of(3)),
            noise.forUse(1).randomNormal(like, OptionalLong.of(3)),
            noise.randomUniform(like, OptionalLong.empty()),
            noise.randomUniform(like, OptionalLong.of(3)));

    assertThat(drawn).extracting(Tensor::type).containsOnly(like.type());
    assertThat(
            Graph.inOrder(drawn).stream().map(Tensor::op).filter(RandomUniform.class::isInstance))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  @Test
  void there_are_no_random_numbers_outside_training() {
    Tensor like = Tensor.input("x", DataType.FLOAT, Shape.of(2));
    for (OptionalLong seed : List.of(OptionalLong.empty(), OptionalLong.of(3))) {
      for (Runnable draw :
          List.<Runnable>of(
              () -> scope.randomUniform(like, seed), () -> scope.randomNormal(like, seed))) {
        assertThatThrownBy(draw::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("layer asks for random numbers outside training");
      }
    }
  }
}
