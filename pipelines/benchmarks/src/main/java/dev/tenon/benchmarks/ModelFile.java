package dev.tenon.benchmarks;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.OnnxExport;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file that Tenon exports a trained model to. */
final class ModelFile {
  static final String IMAGE = "image";
  static final String PROBABILITIES = "probabilities";

  private ModelFile() {}

  static byte[] of(Workload workload, Map<String, NDArray> weights) {
    var model = workload.experiment().model();
    Scope scope = Scope.evaluation();
    Tensor image = Tensor.input(IMAGE, DataType.UINT8, model.input().shape());
    Tensor probabilities = model.apply(scope, image);
    List<Tensor> inputs = new ArrayList<>(List.of(image));
    Map<String, NDArray> constants = new LinkedHashMap<>();
    for (Variable variable : scope.variables()) {
      inputs.add(variable.tensor());
      constants.put(variable.path(), weights.get(variable.path()));
    }
    Graph graph = new Graph(inputs, Map.of(PROBABILITIES, probabilities));
    return new OnnxExport(graph).withConstants(constants).toBytes();
  }
}
