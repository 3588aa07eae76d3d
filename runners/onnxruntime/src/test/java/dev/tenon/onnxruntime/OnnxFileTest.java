package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.OnnxFile.Port;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  private static final OnnxRuntimeOptions OPTIONS = new OnnxRuntimeOptions().withDevice(Device.CPU);

  private final Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
  private final Tensor n = Tensor.input("n", DataType.INT64, Shape.of(3));
  private final byte[] bytes =
      new OnnxExport(
              new Graph(
                  List.of(a, n),
                  Map.of("sum", a.reduceSum(false, 1), "column", n.reshape(Shape.of(3, 1)))))
          .withLabels(List.of("x", "y"))
          .toBytes();

  @Test
  void a_file_tells_its_inputs_outputs_and_labels() {
    try (OnnxFile file = OnnxFile.open(bytes, "pair", OPTIONS)) {
      assertThat(file.inputs())
          .containsExactly(
              entry("a", new Port(DataType.FLOAT, List.of(-1L, 2L))),
              entry("n", new Port(DataType.INT64, List.of(3L))));
      assertThat(file.outputs())
          .containsOnly(
              entry("sum", new Port(DataType.FLOAT, List.of(-1L))),
              entry("column", new Port(DataType.INT64, List.of(3L, 1L))));
      assertThat(file.inputs().get("a")).hasToString("FLOAT[N, 2]");
      assertThat(file.labels()).containsExactly("x", "y");
    }
  }

  @Test
  void a_file_runs_into_memory_of_its_own_or_of_the_caller() {
    Map<String, NDArray> values =
        Map.of(
            "a", NDArray.floats(Shape.of(2, 2), 1, 2, 3, 4),
            "n", NDArray.longs(Shape.of(3), 7, 8, 9));
    try (OnnxFile file = OnnxFile.open(bytes, "pair", OPTIONS)) {
      Map<String, NDArray> results = file.run(values);
      assertThat(results.get("sum").type()).isEqualTo(TensorType.floats(Shape.of(2)));
      assertThat(results.get("sum").toFloats()).containsExactly(3, 7);
      assertThat(results.get("column").shape()).isEqualTo(Shape.of(3, 1));
      assertThat(results.get("column").longs().get(2)).isEqualTo(9);
      NDArray sum = NDArray.zeros(TensorType.floats(Shape.of(2)));
      file.run(values, Map.of("sum", sum));
      assertThat(sum.toFloats()).containsExactly(3, 7);
    }
  }

  @Test
  void values_of_another_shape_are_refused() {
    Map<String, NDArray> values =
        Map.of("a", NDArray.floats(Shape.of(4), 1, 2, 3, 4), "n", NDArray.longs(Shape.of(1), 7));
    try (OnnxFile file = OnnxFile.open(bytes, "pair", OPTIONS)) {
      assertThatThrownBy(() -> file.run(values))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("ONNX Runtime could not run pair: ");
    }
  }

  @Test
  void what_is_no_model_is_refused() {
    assertThatThrownBy(() -> OnnxFile.open(new byte[] {1, 2}, "two bytes", OPTIONS))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("two bytes is not a model that ONNX Runtime can read: ");
  }
}
