package dev.tenon.onnxruntime;

import dev.tenon.onnxruntime.proto.AttributeProto;
import dev.tenon.onnxruntime.proto.GraphProto;
import dev.tenon.onnxruntime.proto.ModelProto;
import dev.tenon.onnxruntime.proto.NodeProto;
import dev.tenon.onnxruntime.proto.TensorProto;
import dev.tenon.onnxruntime.proto.ValueInfoProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The kernels that an execution provider of ONNX Runtime has, from a list of them. */
final class Kernels {
  private static final String LIST = "kernels-1.24.1.csv";
  private static final Set<String> COMPARISONS =
      Set.of("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual");

  private final String provider;
  private final Map<String, List<Kernel>> kernels = new HashMap<>();

  /** Some kernels of an operator: its formal inputs and outputs, and the types each may have. */
  private record Kernel(String[] inputs, String[] outputs, Map<String, Set<String>> types) {
    boolean takes(List<String> in, List<String> out) {
      return fit(inputs, in) && fit(outputs, out);
    }

    private boolean fit(String[] formals, List<String> actual) {
      for (int i = 0; i < actual.size(); i++) {
        String formal = formals[Math.min(i, formals.length - 1)].replace("*", "");
        if (!actual.get(i).isEmpty()
            && !types.getOrDefault(formal, Set.of(formal)).contains(actual.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private Kernels(String provider) {
    this.provider = provider;
  }

  /** Reads the kernels of {@code CPU} or {@code CUDA} for opset 17. */
  static Kernels of(String provider) {
    Kernels kernels = new Kernels(provider);
    try (InputStream list = Kernels.class.getResourceAsStream(LIST)) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(","))
          .filter(columns -> columns[0].equals(provider))
          .forEach(kernels::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kernels;
  }

  private void add(String[] columns) {
    Map<String, Set<String>> types = new HashMap<>();
    for (String parameter : columns[5].split(";")) {
      String[] named = parameter.split("=");
      types.put(named[0], Set.of(named[1].split(" ")));
    }
    kernels
        .computeIfAbsent(columns[1], operator -> new ArrayList<>())
        .add(new Kernel(columns[3].split(" "), columns[4].split(" "), types));
  }

  /** Returns the number of operators that have a kernel. */
  int operators() {
    return kernels.size();
  }

  /** Returns one line for each node, those of subgraphs included, that the provider cannot run. */
  List<String> missing(ModelProto model) {
    List<String> missing = new ArrayList<>();
    inspect(model.getGraph(), new HashMap<>(), missing);
    return missing;
  }

  private void inspect(GraphProto graph, Map<String, String> outer, List<String> missing) {
    Map<String, String> types = new HashMap<>(outer);
    types.put("", "");
    for (TensorProto constant : graph.getInitializerList()) {
      types.put(constant.getName(), named(constant.getDataType()));
    }
    graph.getInputList().forEach(input -> types.put(input.getName(), typeOf(input)));
    for (NodeProto node : graph.getNodeList()) {
      List<String> in = node.getInputList().stream().map(types::get).toList();
      List<String> out = results(node, in);
      for (int i = 0; i < out.size(); i++) {
        types.put(node.getOutput(i), out.get(i));
      }
      String obstacle = obstacle(node, in, out);
      if (!obstacle.isEmpty()) {
        missing.add("node " + node.getName() + ": " + provider + " " + obstacle);
      }
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          inspect(attribute.getG(), types, missing);
        }
      }
    }
    requireTyped(graph, types);
  }

  /** An inferred type that differs from a declared one would make the whole check worthless. */
  private static void requireTyped(GraphProto graph, Map<String, String> types) {
    for (ValueInfoProto output : graph.getOutputList()) {
      if (!typeOf(output).equals(types.get(output.getName()))) {
        throw new AssertionError(
            output.getName() + " is " + typeOf(output) + ", inferred " + types);
      }
    }
  }

  private String obstacle(NodeProto node, List<String> in, List<String> out) {
    String operator = node.getOpType();
    List<Kernel> all = kernels.getOrDefault(operator, List.of());
    if (all.isEmpty()) {
      return "has no kernel of " + operator;
    }
    if (all.stream().noneMatch(kernel -> kernel.takes(in, out))) {
      String has = all.stream().map(k -> k.types().toString()).collect(Collectors.joining(", "));
      return "has no kernel of " + operator + " from " + in + " to " + out + ", only " + has;
    }
    return provider.equals("CUDA") ? defect(node) : "";
  }

  /** What a CUDA kernel does otherwise than ONNX says; see docs/adr/0025-cuda-without-a-gpu.md. */
  private static String defect(NodeProto node) {
    String operator = node.getOpType();
    if (operator.equals("ConvTranspose")) {
      return "has given other results than CPU for ConvTranspose";
    }
    if (operator.endsWith("Pool") || operator.equals("Conv")) {
      List<Long> pads =
          node.getAttributeList().stream()
              .filter(a -> a.getName().equals("pads"))
              .flatMap(a -> a.getIntsList().stream())
              .toList();
      int half = pads.size() / 2;
      if (!pads.subList(0, half).equals(pads.subList(half, pads.size()))) {
        return "may not take the padding behind of " + operator + " with pads " + pads;
      }
    }
    return "";
  }

  private static List<String> results(NodeProto node, List<String> in) {
    String operator = node.getOpType();
    if (operator.equals("Loop")) {
      return node.getAttributeList().stream()
          .filter(AttributeProto::hasG)
          .flatMap(a -> a.getG().getOutputList().stream().skip(1))
          .map(Kernels::typeOf)
          .toList();
    }
    if (COMPARISONS.contains(operator)) {
      return List.of("bool");
    }
    return switch (operator) {
      case "Shape", "Size" -> List.of("int64");
      case "Where" -> List.of(in.get(1));
      case "Cast" -> List.of(named((int) node.getAttribute(0).getI()));
      default -> List.of(in.get(0));
    };
  }

  private static String typeOf(ValueInfoProto value) {
    return named(value.getType().getTensorType().getElemType());
  }

  private static String named(int elementType) {
    return TensorProto.DataType.forNumber(elementType).name().toLowerCase(Locale.ROOT);
  }

  /** Returns the operators that a model uses, those of subgraphs included. */
  static Set<String> operatorsOf(GraphProto graph) {
    Set<String> operators = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      operators.add(node.getOpType());
      node.getAttributeList().stream()
          .filter(AttributeProto::hasG)
          .forEach(a -> operators.addAll(operatorsOf(a.getG())));
    }
    return operators;
  }

  @Override
  public String toString() {
    return provider + Arrays.toString(kernels.keySet().stream().sorted().toArray());
  }
}
