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
import dev.tenon.reference.Value;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RateMultiplierTest implements OptimizerContract {
  @Override
  public RateMultiplier extension() {
    return new RateMultiplier(new Adam(), 0.5, "^[awx]$|^layer_0");
  }

  @Test
  void what_is_chosen_moves_at_another_rate() {
    Descent descent = new Descent(new RateMultiplier(new Sgd(0.1), 0.1, "^conv"), two());
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {1, 1}, "dense/bias", new double[] {1}));
    assertThat(descent.at("conv2d/kernel"))
        .containsExactly(new double[] {0.99, 1.99}, within(1e-12));
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.9}, within(1e-12));
  }

  @Test
  void a_factor_of_zero_freezes_and_keeps_no_state() {
    Optimizer optimizer =
        new RateMultiplier(new WeightDecay(new Adam(), 0.5), 0, "^nothing|^conv2d/");
    Descent descent = new Descent(optimizer, two());
    assertThat(descent.slots()).containsExactly("dense/bias/m", "dense/bias/v");
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {1, 1}, "dense/bias", new double[] {1}));
    assertThat(descent.at("conv2d/kernel")).containsExactly(1, 2);
    assertThat(descent.at("dense/bias")[0]).isLessThan(3);
  }

  @Test
  void a_frozen_parameter_stays_on_onnx_runtime() {
    Tensor frozen = Tensor.input("conv2d/kernel", DataType.FLOAT, Shape.of(2));
    Tensor moving = Tensor.input("dense/bias", DataType.FLOAT, Shape.of(2));
    Scope scope = Scope.training(0, Tensor.input("counter", DataType.INT64, Shape.SCALAR));
    Tensor one = Tensor.constant(1);
    List<Tensor> next =
        new RateMultiplier(new Sgd(), 0, "^conv")
            .updateAll(
                List.of(
                    new Update(scope, frozen, moving, one, one),
                    new Update(scope, moving, frozen, one, one)));
    Graph graph =
        new Graph(
            List.of(frozen, moving),
            Map.of("frozen", next.get(0), "moving", next.get(1)),
            Map.of("conv2d/kernel", "frozen", "dense/bias", "moving"));
    try (Session session =
        new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1))
            .open(graph)) {
      session.write("conv2d/kernel", NDArray.floats(Shape.of(2), 1, 2));
      session.write("dense/bias", NDArray.floats(Shape.of(2), 5, 5));
      session.run(Map.of());
      session.run(Map.of());
      assertThat(session.read("conv2d/kernel").toFloats()).containsExactly(1, 2);
      assertThat(session.read("dense/bias").toFloats()).containsExactly(3, 1);
    }
  }

  @Test
  void an_expression_that_is_found_nowhere_is_refused() {
    assertThatThrownBy(() -> new Descent(new RateMultiplier(new Sgd(), 0, "bias"), 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the optimizer's paths has 'bias', which is found in the path of no parameter;"
                + " there are w");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new RateMultiplier(new Sgd(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("paths must name at least one parameter, got none");
    assertThatThrownBy(() -> new RateMultiplier(new Sgd(), -1, "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("factor must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new RateMultiplier(new Sgd(), 1, "*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("paths has '*', which is no regular expression: Dangling meta character '*'");
  }

  private static Map<String, Value> two() {
    Map<String, Value> start = new TreeMap<>();
    start.put("conv2d/kernel", Value.floats(Shape.of(2), 1, 2));
    start.put("dense/bias", Value.floats(Shape.of(1), 3));
    return start;
  }
}
