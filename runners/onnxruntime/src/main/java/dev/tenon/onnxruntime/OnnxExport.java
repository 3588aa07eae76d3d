package dev.tenon.onnxruntime;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.proto.ModelProto;
import dev.tenon.onnxruntime.proto.StringStringEntryProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph as an ONNX file in operators of the standard domain: opset 17, batch dimension {@code N},
 * everything in one file.
 *
 * <p>Carried inputs whose values are given become constants of the model; the others stay inputs,
 * and the outputs that replace them stay outputs. So a forward graph with the values of its
 * parameters is a model to predict with, and a training graph without values is the training step
 * itself.
 *
 * @param graph the graph
 * @param constants values of inputs, by name
 * @param metadata what the file tells about itself
 */
public record OnnxExport(
    Graph graph, Map<String, NDArray> constants, Map<String, String> metadata) {
  /** The key in the metadata under which the labels stand, one a line, in order of their index. */
  public static final String LABELS = "tenon.labels";

  /** The key in the metadata under which the experiment's JSON stands. */
  public static final String EXPERIMENT = "tenon.experiment";

  /**
   * The metadata's key of the names of those of several outputs that tell apart the classes that
   * have names, one a line.
   */
  public static final String LABELLED = "tenon.labelled";

  /**
   * Checks the constants against the graph.
   *
   * @throws IllegalArgumentException if a constant is no input of the graph or has another type
   */
  public OnnxExport {
    constants = Map.copyOf(constants);
    metadata = Map.copyOf(metadata);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    graph.inputs().forEach(input -> inputs.put(Graph.nameOf(input), input));
    constants.forEach(
        (name, value) -> {
          if (!inputs.containsKey(name)) {
            throw new IllegalArgumentException(
                "the graph has no input " + name + ", only " + inputs.keySet());
          }
          if (!inputs.get(name).type().equals(value.type())) {
            throw new IllegalArgumentException(
                "input " + name + " is " + inputs.get(name).type() + ", got " + value.type());
          }
        });
  }

  /**
   * Makes an export of a graph with all its inputs and without metadata.
   *
   * @param graph the graph
   */
  public OnnxExport(Graph graph) {
    this(graph, Map.of(), Map.of());
  }

  /**
   * Returns this export with inputs made constants.
   *
   * @param constants values of inputs, by name
   * @return the export
   */
  public OnnxExport withConstants(Map<String, NDArray> constants) {
    return new OnnxExport(graph, constants, metadata);
  }

  /**
   * Returns this export with one more entry of metadata.
   *
   * @param key the key
   * @param value the value
   * @return the export
   */
  public OnnxExport withMetadata(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(key, value);
    return new OnnxExport(graph, constants, more);
  }

  /**
   * Returns this export with the names of the classes.
   *
   * @param labels the names, in order of their index
   * @return the export
   * @throws IllegalArgumentException if a name is empty or has several lines
   */
  public OnnxExport withLabels(List<String> labels) {
    for (String label : labels) {
      if (label.isEmpty() || label.contains("\n") || label.contains("\r")) {
        throw new IllegalArgumentException("a label must be one line, got \"" + label + '"');
      }
    }
    return withMetadata(LABELS, String.join("\n", labels));
  }

  /**
   * Returns the file's bytes; the same export always gives the same.
   *
   * @return an ONNX model
   */
  public byte[] toBytes() {
    ModelProto.Builder model = new ModelEmitter(graph, constants).emit().toBuilder();
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }
}
