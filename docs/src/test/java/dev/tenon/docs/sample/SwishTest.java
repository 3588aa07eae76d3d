package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.testkit.ActivationContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

// region test
class SwishTest implements ActivationContract {
  @Override
  public Swish extension() {
    return new Swish(1.5);
  }

  @Test
  void at_the_logarithm_of_three_three_quarters_get_through() {
    double x = Math.log(3);
    Tensor row = Tensor.input("x", DataType.FLOAT, Shape.of(1, 2));
    double[] y =
        Interpreter.run(new Swish(2).apply(row), Map.of("x", Value.floats(row.shape(), x / 2, -x)))
            .data();
    assertThat(y[0]).isCloseTo(0.75 * x / 2, within(1e-6));
    assertThat(y[1]).isCloseTo(-0.1 * x, within(1e-6));
  }
}
// endregion
