package dev.tenon.plugins.losses;

import static dev.tenon.plugins.losses.Costs.classes;
import static dev.tenon.plugins.losses.Costs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.Refusal;
import dev.tenon.testkit.TargetKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest implements LossContract {
  @Override
  public MeanSquaredError extension() {
    return new MeanSquaredError();
  }

  @Override
  public Set<TargetKind> targets() {
    return Set.of(TargetKind.VALUES, TargetKind.CLASSES);
  }

  @Override
  public List<Refusal> refusals() {
    TensorType one = TensorType.floats(Shape.of(Shape.BATCH));
    return List.of(
        new Refusal(
            List.of(one, one), "MeanSquaredError needs FLOAT predictions [N, ...], got FLOAT[N]"));
  }

  @Nested
  class OfImages implements LossContract {
    @Override
    public MeanSquaredError extension() {
      return new MeanSquaredError();
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.VALUES);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 3, 4), Shape.of(Shape.BATCH, 2, 3, 2));
    }
  }

  @Test
  void the_squares_of_the_differences_are_averaged_by_example() {
    assertThat(
            Costs.of(
                new MeanSquaredError(), rows(3, 4, 8, 12, 8, 1, 3), rows(3, 1, 9, 2, -5, -2, 6)))
        .containsExactly(new double[] {110 / 3.0, 187 / 3.0}, within(1e-12));
  }

  @Test
  void a_class_index_is_a_one_hot_row() {
    assertThat(Costs.of(new MeanSquaredError(), rows(3, 0.5, 0.25, 0.25), classes(2)))
        .containsExactly(new double[] {(0.25 + 0.0625 + 0.5625) / 3}, within(1e-12));
  }

  @Test
  void of_predictions_of_one_number_a_class_index_is_the_number() {
    assertThat(Costs.of(new MeanSquaredError(), rows(1, 0.5, 1.5), classes(1, 3)))
        .containsExactly(new double[] {0.25, 2.25}, within(1e-12));
  }
}
