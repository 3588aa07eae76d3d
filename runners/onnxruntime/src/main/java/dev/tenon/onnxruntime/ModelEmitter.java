package dev.tenon.onnxruntime;

import com.google.protobuf.ByteString;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.proto.GraphProto;
import dev.tenon.onnxruntime.proto.ModelProto;
import dev.tenon.onnxruntime.proto.OperatorSetIdProto;
import dev.tenon.onnxruntime.proto.TensorProto;
import dev.tenon.onnxruntime.proto.ValueInfoProto;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Writes a graph as an ONNX model in operators of the standard domain. The same graph and batch
 * size always give the same bytes.
 */
final class ModelEmitter {
  /** The version of the operator set, the newest whose operators old and new runtimes both know. */
  static final int OPSET = 17;

  /** The version of the file format that came with the operator set. */
  static final int IR_VERSION = 8;

  private final Graph graph;
  private final Map<String, NDArray> values;
  private final Lowerings lowerings;
  private final NodeWriter writer = new NodeWriter();
  private final Emitter emitter;

  /**
   * Prepares to write a model that is to run anywhere, for any batch size.
   *
   * @param graph the graph
   * @param values inputs that become constants of the model
   */
  ModelEmitter(Graph graph, Map<String, NDArray> values) {
    this(graph, values, OptionalLong.empty(), Target.ANY, Lowerings.STANDARD);
  }

  /**
   * Prepares to write a model for one batch size, so that all shapes are constants.
   *
   * @param graph the graph
   * @param batch the batch size
   * @param target what the model is to run on
   * @param lowerings how operators are written
   */
  ModelEmitter(Graph graph, long batch, Target target, Lowerings lowerings) {
    this(graph, Map.of(), OptionalLong.of(batch), target, lowerings);
  }

  private ModelEmitter(
      Graph graph,
      Map<String, NDArray> values,
      OptionalLong batch,
      Target target,
      Lowerings lowerings) {
    this.graph = Simplification.of(graph);
    this.values = values;
    this.lowerings = lowerings;
    this.emitter = new Emitter(writer, batch, target);
  }

  /** Writes the model; its inputs are those of the graph that are no constants. */
  ModelProto emit() {
    Plan plan = new Plan(graph);
    GraphProto.Builder proto = GraphProto.newBuilder();
    for (Tensor input : graph.inputs()) {
      String name = Graph.nameOf(input);
      writer.reserve(name);
      if (!values.containsKey(name)) {
        proto.addInput(Protos.valueInfo(name, emitter.bind(input.type())));
      } else if (plan.needs(input)) {
        writer.initializer(initializer(name, values.get(name)));
      }
    }
    requireDistinct(proto);
    graph.outputs().keySet().forEach(writer::reserve);
    Map<Tensor, Value> written = write(plan);
    Map<String, Value> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, tensor) -> outputs.put(name, written.get(tensor)));
    proto.mergeFrom(writer.finish(outputs).setName("tenon").build());
    outputs.forEach((name, value) -> proto.addOutput(Protos.valueInfo(name, value.type())));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("tenon")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(proto)
        .build();
  }

  private void requireDistinct(GraphProto.Builder proto) {
    proto.getInputList().stream()
        .map(ValueInfoProto::getName)
        .filter(graph.outputs()::containsKey)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "ONNX needs distinct names, but both an input and an output are named " + name);
            });
  }

  private Map<Tensor, Value> write(Plan plan) {
    Map<Tensor, Value> written = new IdentityHashMap<>();
    Map<String, Integer> ordinals = new HashMap<>();
    for (Tensor tensor : plan.order()) {
      if (tensor.op() instanceof Input input) {
        written.put(tensor, new Value(input.label(), emitter.bind(input.type())));
      } else {
        String name = tensor.op().onnxName();
        writer.scope(name + ordinals.merge(name, 1, Integer::sum));
        Plan.Step step = plan.step(tensor);
        List<Value> operands = step.operands().stream().map(written::get).toList();
        written.put(
            tensor, lowerings.lower(emitter, step.op(), operands, emitter.bind(tensor.type())));
      }
    }
    return written;
  }

  private static TensorProto initializer(String name, NDArray value) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalStateException("ONNX is little-endian; this machine is not");
    }
    int elementType = Protos.elementType(value.type().dataType());
    return Protos.tensor(name, elementType, value.shape(), ByteString.copyFrom(value.bytes()));
  }
}
