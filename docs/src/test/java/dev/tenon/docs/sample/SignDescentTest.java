package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.testkit.OptimizerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

// region test
class SignDescentTest implements OptimizerContract {
  @Override
  public SignDescent extension() {
    return new SignDescent();
  }

  @Test
  void the_size_of_a_gradient_does_not_matter() {
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(3));
    Tensor gradient = Tensor.input("gradient", DataType.FLOAT, Shape.of(3));
    Tensor rate = Tensor.constant(0.5);
    Update update = new Update(Scope.evaluation(), w, gradient, rate, Tensor.constant(1));
    Map<String, Value> values =
        Map.of(
            "w", Value.floats(w.shape(), 1, 1, 1),
            "gradient", Value.floats(w.shape(), 1000, -0.001, 0));
    assertThat(Interpreter.run(new SignDescent().update(update), values).data())
        .containsExactly(0.5, 1.5, 1);
  }
}
// endregion
