package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {
  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Adam()).isEqualTo(new Adam(0.001, 0.9, 0.999, 1e-7));
  }

  @Test
  void the_example_of_keras_gives_its_published_first_step() {
    // The loss is w^2 / 2 at 10; the first step is the rate against the gradient's sign.
    assertThat(new Descent(new Adam(0.1), 10).step(0.1, 10))
        .containsExactly(new double[] {9.9}, within(1e-6));
  }

  @Test
  void both_sums_are_kept() {
    assertThat(new Descent(new Adam(), 1).slots()).containsExactly("slot/m", "slot/v");
  }

  @ParameterizedTest
  @CsvSource({"0.9,0.999,1e-7", "0.5,0.9,0.01", "0,0,1e-7"})
  void twenty_steps_agree_with_the_formula(double beta1, double beta2, double epsilon) {
    double w = 0.7;
    double m = 0;
    double v = 0;
    Descent descent = new Descent(new Adam(0.1, beta1, beta2, epsilon), w, -w);
    Random random = new Random(4);
    for (int t = 1; t <= 20; t++) {
      double rate = 0.1 / t;
      double gradient = random.nextGaussian();
      m = beta1 * m + (1 - beta1) * gradient;
      v = beta2 * v + (1 - beta2) * gradient * gradient;
      double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
      w -= alpha * m / (Math.sqrt(v) + epsilon);

      assertThat(descent.step(rate, gradient, -gradient))
          .as("step %d", t)
          .containsExactly(new double[] {w, -w}, within(1e-12));
    }
  }

  @Test
  void in_single_precision_the_first_steps_are_as_long_as_the_rate() {
    // A constant gradient makes both averages, freed from their bias, that of the gradient.
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(1));
    Tensor gradient = Tensor.input("g", DataType.FLOAT, Shape.of(1));
    Tensor rate = Tensor.input("rate", DataType.FLOAT, Shape.SCALAR);
    Tensor step = Tensor.input("step", DataType.INT64, Shape.SCALAR);
    Scope scope = Scope.training(0, step);
    Update update = new Update(scope.child("slot"), w, gradient, rate, step.cast(DataType.FLOAT));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Map<String, String> carried = new LinkedHashMap<>();
    List<Tensor> inputs = new ArrayList<>(List.of(w, gradient, rate, step));
    outputs.put("w:next", new Adam(0.1, 0.9, 0.999, 1e-12).update(update));
    carried.put("w", "w:next");
    for (Variable slot : scope.variables()) {
      inputs.add(slot.tensor());
      outputs.put(slot.path() + ":next", scope.updates().get(slot.path()));
      carried.put(slot.path(), slot.path() + ":next");
    }
    try (Session session =
        new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1))
            .open(new Graph(inputs, outputs, carried))) {
      for (int t = 1; t <= 20; t++) {
        session.write("w", NDArray.floats(Shape.of(1), 0));
        session.run(
            Map.of(
                "g", NDArray.floats(Shape.of(1), 3),
                "rate", NDArray.floats(Shape.SCALAR, 0.1f),
                "step", NDArray.longs(Shape.SCALAR, t)));
        assertThat(session.read("w").toFloats()[0])
            .as("step %d", t)
            .isCloseTo(-0.1f, within(5e-8f));
      }
    }
  }

  @Test
  void a_gradient_of_zero_moves_nothing() {
    assertThat(new Descent(new Adam(), 3).step(0.1, 0)).containsExactly(3);
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Adam(-0.001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got -0.001");
    assertThatThrownBy(() -> new Adam(0.001, 1, 0.999, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta1 must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Adam(0.001, 0.9, -1, 1e-7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 must be at least 0 and below 1, got -1.0");
    assertThatThrownBy(() -> new Adam(0.001, 0.9, 0.999, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
