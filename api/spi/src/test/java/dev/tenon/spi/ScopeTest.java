package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
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
}
