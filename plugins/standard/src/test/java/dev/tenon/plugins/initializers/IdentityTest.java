package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest implements InitializerContract {
  @Override
  public Identity extension() {
    return new Identity(2);
  }

  @Override
  public List<Shape> shapes() {
    return List.of(
        Shape.of(15, 10), Shape.of(10, 15), Shape.of(25, 20, 3, 5), Shape.of(7, 1, 3, 3));
  }

  @Override
  public Moments moments(Shape shape) {
    long gains = shape.rank() == 2 ? 10 : shape.dim(0);
    double share = (double) gains / shape.size();
    return new Moments(2 * share, 4 * share * (1 - share));
  }

  @Override
  public boolean drawsAtRandom() {
    return false;
  }

  private static float[] values(double gain, long... dims) {
    return new Identity(gain).values(Shape.of(dims), Seeds.random(1));
  }

  @Test
  void a_matrix_has_the_gain_on_its_diagonal() {
    assertThat(new Identity()).isEqualTo(new Identity(1));
    assertThat(values(1, 2, 2)).containsExactly(1, 0, 0, 1);
    assertThat(values(-3, 2, 3)).containsExactly(-3, 0, 0, 0, -3, 0);
    assertThat(values(0.5, 3, 2)).containsExactly(0.5f, 0, 0, 0.5f, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void filters_of_any_number_of_groups_repeat_their_input(int groups) {
    Value images =
        Value.floats(Shape.of(2, 4, 5, 6), new Random(1).doubles(2 * 4 * 5 * 6, -1, 1).toArray());
    Shape shape = Shape.of(4, 4 / groups, 3, 5);
    float[] first = new Identity().values(shape, Seeds.random(1));
    double[] data = new double[first.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = first[i];
    }
    Tensor x = Tensor.input("x", DataType.FLOAT, images.shape());
    Tensor filter = Tensor.input("filter", DataType.FLOAT, shape);
    Tensor y = x.conv(filter, Window.of(3, 5).padSame(x.shape()), groups);

    assertThat(Interpreter.run(y, Map.of("x", images, "filter", Value.floats(shape, data))).data())
        .containsExactly(images.data());
  }

  @Test
  void a_vector_and_a_scalar_are_refused() {
    assertThatThrownBy(() -> values(1, 3))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Identity needs a matrix or filters, and was asked for values of shape [3]; use"
                + " Constant there");
    assertThatThrownBy(() -> values(1)).isInstanceOf(UserError.class);
  }

  @Test
  void impossible_gains_are_refused() {
    for (double gain : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Identity(gain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("gain must be finite and not zero, got " + gain);
    }
  }
}
