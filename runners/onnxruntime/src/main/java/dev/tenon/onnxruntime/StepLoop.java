package dev.tenon.onnxruntime;

import static dev.tenon.onnxruntime.Protos.attribute;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.GraphProto;
import dev.tenon.onnxruntime.proto.ModelProto;
import dev.tenon.onnxruntime.proto.NodeProto;
import dev.tenon.onnxruntime.proto.TensorShapeProto;
import dev.tenon.onnxruntime.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a model of many steps out of the model of one, as one ONNX {@code Loop}: what a step hands
 * to the next never leaves the device.
 *
 * <p>Its inputs are {@code steps}, how many; {@code all:x} {@code [steps, ...]} for each input x
 * that is fed, of which step i takes the i-th part; {@code first:x} for each input that the step
 * replaces; and the others under their own names. Its outputs are {@code last:x} for what {@code
 * first:x} has become, and {@code all:y} {@code [steps, ...]} for each other output y.
 */
final class StepLoop {
  /** The input that says how many steps to take. */
  static final String STEPS = "steps";

  private static final TensorType COUNT = new TensorType(DataType.INT64, Shape.SCALAR);
  private static final TensorType FLAG = new TensorType(DataType.BOOL, Shape.SCALAR);
  private static final String PLACE = "loop:place";
  private static final String GO_ON = "loop:go_on";

  private final GraphProto step;
  private final Set<String> fed;
  private final Map<String, String> next;

  private StepLoop(GraphProto step, Set<String> fed, Map<String, String> next) {
    this.step = step;
    this.fed = fed;
    this.next = next;
  }

  /**
   * Makes the model.
   *
   * @param step the model of one step
   * @param fed the inputs of which each step has its own
   * @param next the output that replaces an input in the next step, by the input's name
   */
  static ModelProto of(ModelProto step, Set<String> fed, Map<String, String> next) {
    GraphProto loop = new StepLoop(step.getGraph(), fed, next).graph();
    return step.toBuilder().setGraph(loop).build();
  }

  static String all(String name) {
    return "all:" + name;
  }

  static String first(String name) {
    return "first:" + name;
  }

  static String last(String name) {
    return "last:" + name;
  }

  private GraphProto graph() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName(step.getName());
    graph.addInput(Protos.valueInfo(STEPS, COUNT));
    NodeProto.Builder loop = NodeProto.newBuilder().setName("steps/Loop").setOpType("Loop");
    // With no condition to begin with, there is none but the number of steps.
    loop.addInput(STEPS).addInput("");
    for (ValueInfoProto input : step.getInputList()) {
      String name = input.getName();
      if (fed.contains(name)) {
        graph.addInput(stacked(input));
      } else if (next.containsKey(name)) {
        graph.addInput(input.toBuilder().setName(first(name)));
        loop.addInput(first(name));
        graph.addOutput(input.toBuilder().setName(last(name)));
        loop.addOutput(last(name));
      } else {
        graph.addInput(input);
      }
    }
    for (ValueInfoProto output : fetched()) {
      graph.addOutput(stacked(output));
      loop.addOutput(all(output.getName()));
    }
    return graph.addNode(loop.addAttribute(attribute("body", body()))).build();
  }

  private GraphProto body() {
    GraphProto.Builder body = GraphProto.newBuilder().setName("step");
    body.addAllInitializer(step.getInitializerList());
    body.addInput(Protos.valueInfo(PLACE, COUNT)).addInput(Protos.valueInfo(GO_ON, FLAG));
    body.addOutput(Protos.valueInfo(GO_ON + ":next", FLAG));
    body.addNode(node("Identity", GO_ON + ":next", GO_ON));
    for (ValueInfoProto input : step.getInputList()) {
      String name = input.getName();
      if (fed.contains(name)) {
        body.addNode(node("Gather", name, all(name), PLACE).addAttribute(attribute("axis", 0)));
      } else if (next.containsKey(name)) {
        body.addInput(input);
        body.addOutput(input.toBuilder().setName(next.get(name)));
      }
    }
    fetched().forEach(body::addOutput);
    return body.addAllNode(step.getNodeList()).build();
  }

  private List<ValueInfoProto> fetched() {
    return step.getOutputList().stream().filter(o -> !next.containsValue(o.getName())).toList();
  }

  private static NodeProto.Builder node(String opType, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setName("loop:" + output)
        .setOpType(opType)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static ValueInfoProto stacked(ValueInfoProto one) {
    ValueInfoProto.Builder many = one.toBuilder().setName(all(one.getName()));
    TensorShapeProto.Builder shape = many.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    List<TensorShapeProto.Dimension> dims = new ArrayList<>(shape.getDimList());
    shape.clearDim().addDimBuilder().setDimParam(STEPS);
    shape.addAllDim(dims);
    return many.build();
  }
}
