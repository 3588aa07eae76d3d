package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Conv1DTest implements SequenceContract {
  private static final Value FIVE = Value.floats(Shape.of(1, 1, 5), 1, 2, 3, 4, 5);

  @Override
  public Conv1D extension() {
    return new Conv1D(4, 3);
  }

  @Nested
  class Grouped implements SequenceContract {
    @Override
    public Conv1D extension() {
      return new Conv1D(4, 3, new Tanh()).withGroups(2).withStrides(2).withBias(false);
    }
  }

  @Nested
  class Causal implements SequenceContract {
    @Override
    public Conv1D extension() {
      return new Conv1D(3, 2).withPadding(SequencePadding.CAUSAL).withDilation(3);
    }
  }

  @Nested
  class Same implements SequenceContract {
    @Override
    public Conv1D extension() {
      return new Conv1D(3, 4).withPadding(SequencePadding.SAME).withStrides(3);
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Conv1D(64, 3))
        .isEqualTo(
            new Conv1D(
                64,
                3,
                new Linear(),
                1,
                SequencePadding.VALID,
                1,
                1,
                true,
                new GlorotUniform(),
                new Zeros()));
  }

  private static double[] of(Conv1D layer) {
    return Emitted.evaluation(layer, FIVE).with("kernel", 1, 10).with("bias", 100).run();
  }

  @Test
  void each_padding_gives_the_values_computed_by_hand() {
    Conv1D layer = new Conv1D(1, 2);

    assertThat(of(layer)).containsExactly(121, 132, 143, 154);
    assertThat(of(layer.withPadding(SequencePadding.SAME)))
        .containsExactly(121, 132, 143, 154, 105);
    assertThat(of(layer.withPadding(SequencePadding.CAUSAL)))
        .containsExactly(110, 121, 132, 143, 154);
  }

  @Test
  void strides_and_dilation_give_the_values_computed_by_hand() {
    Conv1D layer = new Conv1D(1, 2, new Relu());

    assertThat(of(layer.withStrides(2))).containsExactly(121, 143);
    assertThat(of(layer.withDilation(3))).containsExactly(141, 152);
    assertThat(of(layer.withDilation(3).withPadding(SequencePadding.CAUSAL)))
        .containsExactly(110, 120, 130, 141, 152);
  }

  @Test
  void a_sequence_is_convolved_as_an_image_of_one_row() {
    double[] data = Emitted.random(2, 4, 1, 9).data();
    Conv1D layer = new Conv1D(6, 3).withGroups(2).withStrides(2);
    Conv2D flat = new Conv2D(6, new Size(1, 3)).withGroups(2).withStrides(new Size(1, 2));
    Emitted expected = Emitted.evaluation(flat, Value.floats(Shape.of(2, 4, 1, 9), data));

    assertThat(
            Emitted.evaluation(layer, Value.floats(Shape.of(2, 4, 9), data))
                .with("kernel", expected.value("kernel"))
                .with("bias", expected.value("bias"))
                .run())
        .containsExactly(expected.run(), within(1e-12));
  }

  @Test
  void variables_are_named_and_shaped_for_the_groups() {
    Emitted layer = Emitted.training(new Conv1D(40, 3).withGroups(2), Emitted.random(1, 20, 5));

    assertThat(layer.variables()).containsExactly("layer/kernel[40, 10, 3]", "layer/bias[40]");
    Fan.assertCounted(layer, "kernel", 10 * 3, 40 * 3);
  }

  @Test
  void what_does_not_fit_is_refused_with_its_values() {
    assertThatThrownBy(() -> Emitted.on(new Conv1D(4, 3).withGroups(2), DataType.FLOAT, -1, 3, 9))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Conv1D in 2 groups")
        .hasMessageContaining("[N, 3, 9]");
    assertThatThrownBy(() -> Emitted.on(new Conv1D(4, 3), DataType.FLOAT, -1, 3, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> new Conv1D(0, 3)).hasMessage("filters must be positive, got 0");
    assertThatThrownBy(() -> new Conv1D(1, 0)).hasMessage("kernel must be positive, got 0");
    assertThatThrownBy(() -> new Conv1D(1, 1).withStrides(0))
        .hasMessage("strides must be positive, got 0");
    assertThatThrownBy(() -> new Conv1D(1, 1).withDilation(-1))
        .hasMessage("dilation must be positive, got -1");
    assertThatThrownBy(() -> new Conv1D(3, 1).withGroups(2))
        .hasMessage("groups must be positive and divide the 3 filters, got 2");
  }
}
