package dev.tenon.onnxruntime;

import com.google.protobuf.ByteString;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.AttributeProto;
import dev.tenon.onnxruntime.proto.GraphProto;
import dev.tenon.onnxruntime.proto.NodeProto;
import dev.tenon.onnxruntime.proto.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the nodes and constants of a model under names that depend on the graph alone, so that
 * one graph always gives the same bytes. Equal constants are written once.
 */
final class NodeWriter {
  private final List<NodeProto.Builder> nodes = new ArrayList<>();
  private final Map<ConstantKey, String> constants = new HashMap<>();
  private final List<TensorProto> initializers = new ArrayList<>();
  private final Map<String, Integer> used = new HashMap<>();
  private final Set<String> producible = new HashSet<>();
  private String scope = "";

  private record ConstantKey(int elementType, Shape shape, ByteString data) {}

  /** Starts the nodes of one operator, whose names begin with {@code scope}. */
  void scope(String scope) {
    this.scope = scope;
  }

  /** Writes a node with one output and returns that output. */
  Value node(String opType, TensorType type, List<String> inputs, AttributeProto... attributes) {
    String name = unique(scope + "/" + opType);
    nodes.add(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(opType)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    producible.add(name);
    return new Value(name, type);
  }

  /** Returns the name of a constant, written where it is first asked for. */
  String constant(int elementType, Shape shape, ByteString littleEndian) {
    return constants.computeIfAbsent(
        new ConstantKey(elementType, shape, littleEndian),
        key -> {
          String name = unique("constant");
          initializers.add(Protos.tensor(name, elementType, shape, littleEndian));
          return name;
        });
  }

  /** Adds a named constant that comes from outside: a parameter's value. */
  void initializer(TensorProto tensor) {
    initializers.add(tensor);
  }

  /** Keeps a name for an input or output, so that no node takes it. */
  void reserve(String name) {
    used.merge(name, 1, Integer::sum);
  }

  /**
   * Calls values by the names of the model's outputs. A value that is an input or constant, or that
   * is already an output, is copied by an {@code Identity}.
   *
   * @param outputs the values by their output's name
   * @return the finished nodes and constants
   */
  GraphProto.Builder finish(Map<String, Value> outputs) {
    Map<String, String> renamed = new LinkedHashMap<>();
    List<NodeProto.Builder> copies = new ArrayList<>();
    outputs.forEach(
        (name, value) -> {
          if (!producible.contains(value.name())
              || renamed.putIfAbsent(value.name(), name) != null) {
            copies.add(
                NodeProto.newBuilder()
                    .setName(unique(name + "/Identity"))
                    .setOpType("Identity")
                    .addInput(value.name())
                    .addOutput(name));
          }
        });
    nodes.addAll(copies);
    GraphProto.Builder graph = GraphProto.newBuilder().addAllInitializer(initializers);
    for (NodeProto.Builder node : nodes) {
      for (int i = 0; i < node.getInputCount(); i++) {
        node.setInput(i, renamed.getOrDefault(node.getInput(i), node.getInput(i)));
      }
      node.setOutput(0, renamed.getOrDefault(node.getOutput(0), node.getOutput(0)));
      graph.addNode(node);
    }
    return graph;
  }

  private String unique(String wish) {
    int earlier = used.merge(wish, 1, Integer::sum) - 1;
    return earlier == 0 ? wish : unique(wish + "_" + earlier);
  }
}
