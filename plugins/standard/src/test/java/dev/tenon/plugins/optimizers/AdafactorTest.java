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
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.OptimizerContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdafactorTest implements OptimizerContract {
  @Override
  public Adafactor extension() {
    return new Adafactor();
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Adafactor()).isEqualTo(new Adafactor(0.001, -0.8, 1e-30, 1e-3, 1, true));
  }

  @Test
  void with_a_vector_three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Adafactor(0.1),
        new double[] {0.6165334368, -1.1165334368, 0.3165334368},
        new double[] {0.6391886473, -1.1668143038, 0.224577002},
        new double[] {0.566356258, -1.1668143038, 0.32580639});
  }

  @Test
  void with_a_matrix_three_steps_agree_with_keras() {
    ThreeSteps.ofMatrix(
        new Adafactor(0.1),
        new double[] {
          0.6490270271, -1.1461665405, 0.3990851342, 0.2438298564, 0.8703388582, -0.3487782638
        },
        new double[] {
          0.6692933219, -1.1932170741, 0.3954345204, 0.2438298564, 0.8302217253, -0.4006558751
        },
        new double[] {
          0.6316244377, -1.1932170741, 0.3986524916, 0.3505220946, 0.8135381823, -0.5282586885
        });
  }

  @Test
  void with_filters_two_steps_agree_with_keras() {
    ThreeSteps.check(
        new Adafactor(0.1),
        Value.floats(
            Shape.of(3, 2, 1, 2), -0.5, 0.2, -0.2, 0.5, 0.1, -0.3, 0.4, 0, -0.4, 0.3, -0.1, -0.5),
        new double[][] {
          {-0.6, -0.1, 0.4, -0.4, 0.1, 0.6, -0.2, 0.3, -0.5, 0, 0.5, -0.3},
          {-0.3, 0.2, -0.6, -0.1, 0.4, -0.4, 0.1, 0.6, -0.2, 0.3, -0.5, 0}
        },
        new double[] {
          -0.4638532671,
          0.2111103382,
          -0.2282857294,
          0.5463605596,
          0.0805717146,
          -0.3409729022,
          0.4456093688,
          -0.0213711617,
          -0.3692811845,
          0.3,
          -0.1360573709,
          -0.4522126296
        },
        new double[] {
          -0.4417017842,
          0.1801615526,
          -0.1890072854,
          0.5610988381,
          0.02124658,
          -0.3128659654,
          0.432460142,
          -0.0615260033,
          -0.3526739,
          0.2508026016,
          -0.0992478548,
          -0.4522126296
        });
  }

  @Test
  void a_matrix_keeps_means_of_rows_and_columns() {
    Value matrix = Value.floats(Shape.of(2, 3), 1, 1, 1, 1, 1, 1);
    assertThat(new Descent(new Adafactor(), Map.of("w", matrix)).slots())
        .containsExactly("slot/row", "slot/column");
    assertThat(new Descent(new Adafactor(), 1).slots()).containsExactly("slot/v");
  }

  @Test
  void the_rate_falls_only_where_it_is_relative() {
    // u is 1 in each step, and the rms of the parameter its size: 1, then what is left.
    Descent relative = new Descent(new Adafactor(0.8, -0.8, 1e-30, 1e-3, 1, true), 1);
    assertThat(relative.step(0.8, 2)).containsExactly(new double[] {0.2}, within(1e-12));
    assertThat(relative.step(0.8, 2))
        .containsExactly(new double[] {0.2 - 0.2 * Math.sqrt(0.5)}, within(1e-12));
    Descent constant = new Descent(new Adafactor(0.8, -0.8, 1e-30, 1e-3, 1, false), 1);
    assertThat(constant.step(0.8, 2)).containsExactly(new double[] {0.2}, within(1e-12));
    assertThat(constant.step(0.8, 2)).containsExactly(new double[] {0.04}, within(1e-12));
  }

  @Test
  void a_row_and_a_column_without_gradients_stay_in_single_precision() {
    Shape shape = Shape.of(2, 2);
    Tensor w = Tensor.input("w", DataType.FLOAT, shape);
    Tensor gradient = Tensor.input("g", DataType.FLOAT, shape);
    Tensor step = Tensor.input("step", DataType.INT64, Shape.SCALAR);
    Scope scope = Scope.training(0, step);
    Tensor rate = Tensor.constant(0.1);
    Update update = new Update(scope, w, gradient, rate, step.cast(DataType.FLOAT));
    Tensor next = new Adafactor(0.1).update(update);
    Map<String, NDArray> fed = new HashMap<>();
    List<Tensor> inputs = new ArrayList<>(List.of(w, gradient, step));
    for (Variable slot : scope.variables()) {
      Shape own = slot.tensor().shape();
      inputs.add(slot.tensor());
      fed.put(slot.path(), NDArray.floats(own, slot.initializer().values(own, null)));
    }
    fed.put("w", NDArray.floats(shape, 1, 2, 3, 4));
    fed.put("g", NDArray.floats(shape, 0, 0, 0, 1));
    fed.put("step", NDArray.longs(Shape.SCALAR, 1));
    try (Session session =
        new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1))
            .open(new Graph(inputs, Map.of("next", next), Map.of()))) {
      assertThat(session.run(fed).get("next").toFloats()).startsWith(1, 2, 3);
    }
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Adafactor(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adafactor(0.1, 0.8, 1e-30, 1e-3, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2Decay must be below 0 and finite, got 0.8");
    assertThatThrownBy(() -> new Adafactor(0.1, -0.8, 0, 1e-3, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon1 must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adafactor(0.1, -0.8, 1e-30, 0, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon2 must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Adafactor(0.1, -0.8, 1e-30, 1e-3, 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clipThreshold must be positive and finite, got 0.0");
  }
}
