package dev.tenon.benchmarks;

import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Window;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operator, or the few that a layer, a loss or an optimizer emits, at one shape.
 *
 * @param operator its name
 * @param shapes what it is applied to, for people
 * @param graph the operator alone; where it has several formulations, its first output
 * @param given what the values of inputs are computed by, from other inputs; the rest are noise
 */
record OperatorCase(String operator, String shapes, Graph graph, Map<String, Tensor> given) {
  /** An input whose shape alone is used, so that none of its bytes move. */
  private static final String LIKE = "like";

  private static final Window FILTER = Window.of(3, 3);
  private static final Window POOL = Window.of(2, 2).withStrides(2, 2);

  /** Returns the shapes of the small network, of the tutorial's and of dense layers. */
  static List<OperatorCase> all() {
    List<OperatorCase> all = new ArrayList<>();
    all.addAll(ofImages(Shape.of(64, 32, 28, 28)));
    all.addAll(ofImages(Shape.of(8, 64, 150, 150)));
    all.addAll(ofImages(Shape.of(8, 128, 75, 75)));
    all.addAll(ofStrides(Shape.of(64, 32, 28, 28), 1, 2, 3, 4, 5));
    all.addAll(ofStrides(Shape.of(8, 64, 150, 150), 3, 4));
    all.addAll(ofGroups(Shape.of(64, 32, 28, 28), 32, 8));
    all.addAll(ofGroups(Shape.of(8, 64, 150, 150), 64, 4));
    all.addAll(ofRows(128, 784, 512, 10));
    return all;
  }

  /** Returns what convolutional networks are made of, with as many filters as channels. */
  static List<OperatorCase> ofImages(Shape images) {
    Tensor x = floats("x", images);
    Tensor w = floats("filters", Shape.of(images.dim(1), images.dim(1), 3, 3));
    Tensor y = x.conv(w, FILTER, 1);
    List<Tensor> gradients = y.op().gradient(y, floats("gradient", y.shape()));
    String filters = images + ", 3x3 filters";
    List<OperatorCase> cases = new ArrayList<>();
    cases.add(of("Conv", filters, y));
    cases.add(of("ConvInputGrad", filters, gradients.get(0)));
    cases.add(of("ConvFilterGrad", filters, gradients.get(1)));
    cases.addAll(pooling(x));
    cases.add(reluGrad(images));
    cases.add(of("Reduce", images + " to channels", x.reduceSum(false, 0, 2, 3)));
    cases.add(batchNormalization(x));
    return cases;
  }

  /** Returns gradients of convolutions that halve images, with as many filters as channels. */
  static List<OperatorCase> ofStrides(Shape images, int... kernels) {
    Tensor x = floats("x", images);
    List<OperatorCase> cases = new ArrayList<>();
    for (int kernel : kernels) {
      Tensor w = floats("filters", Shape.of(images.dim(1), images.dim(1), kernel, kernel));
      Tensor y = x.conv(w, Window.of(kernel, kernel).withStrides(2, 2), 1);
      Tensor gradient = y.op().gradient(y, floats("gradient", y.shape())).get(0);
      String shapes = images + ", %dx%d filters, strides of 2".formatted(kernel, kernel);
      cases.add(of("ConvInputGrad", shapes, gradient));
    }
    return cases;
  }

  /** Returns convolutions whose channels are in groups, of one channel each if depthwise. */
  static List<OperatorCase> ofGroups(Shape images, int... counts) {
    Tensor x = floats("x", images);
    List<OperatorCase> cases = new ArrayList<>();
    for (int groups : counts) {
      Shape filter = Shape.of(images.dim(1), images.dim(1) / groups, 3, 3);
      Tensor y = x.conv(floats("filters", filter), FILTER, groups);
      List<Tensor> gradients = y.op().gradient(y, floats("gradient", y.shape()));
      String shapes = images + ", 3x3 filters, %d groups".formatted(groups);
      cases.add(of("Conv", shapes, y));
      cases.add(of("ConvInputGrad", shapes, gradients.get(0)));
      cases.add(of("ConvFilterGrad", shapes, gradients.get(1)));
    }
    return cases;
  }

  /** Returns what dense networks are made of. */
  static List<OperatorCase> ofRows(long batch, long features, long units, long classes) {
    Tensor x = floats("x", Shape.of(batch, features));
    Tensor w = floats("kernel", Shape.of(features, units));
    Tensor y = x.matMul(w);
    Tensor hidden = floats("hidden", y.shape());
    List<Tensor> gradients = y.op().gradient(y, floats("gradient", y.shape()));
    String product = x.shape() + " by " + w.shape();
    return List.of(
        of("MatMul", product, y),
        of("MatMul, gradient of the first", product, gradients.get(0)),
        of("MatMul, gradient of the second", product, gradients.get(1)),
        reluGrad(y.shape()),
        of("Reduce", y.shape() + " to columns", hidden.reduceSum(false, 0)),
        gatherGrad(w.shape(), batch),
        randomUniform(y.shape()),
        dropout(hidden),
        crossEntropy(Shape.of(batch, classes)),
        adam(w.shape()));
  }

  private static List<OperatorCase> pooling(Tensor x) {
    String shapes = x.shape() + ", 2x2 windows";
    Tensor pooled = x.maxPool(POOL);
    Tensor y = floats("y", pooled.shape());
    Tensor gradient = floats("gradient", pooled.shape());
    Tensor ofMaxima = Tensor.of(new MaxPoolGrad(POOL), x, y, gradient);
    Tensor ofMeans = Tensor.of(new AveragePoolGrad(POOL), floats(LIKE, x.shape()), gradient);
    return List.of(
        of("MaxPool", shapes, pooled),
        of("MaxPoolGrad", shapes, Map.of("y", pooled), List.of(ofMaxima)),
        of("AveragePool", shapes, x.averagePool(POOL)),
        of("AveragePoolGrad", shapes, ofMeans));
  }

  private static OperatorCase reluGrad(Shape shape) {
    Tensor gradient = floats("gradient", shape);
    Tensor masked = Tensor.of(new ReluGrad(), gradient, floats("y", shape));
    Map<String, Tensor> given = Map.of("y", gradient.neg().relu());
    return of("ReluGrad", shape.toString(), given, List.of(masked));
  }

  /** Forward and backward; a product with noise stands for the layers that follow. */
  private static OperatorCase batchNormalization(Tensor x) {
    Scope scope = training();
    Tensor y = new BatchNormalization().apply(scope, x);
    Tensor loss = y.mul(floats("gradient", x.shape())).reduceSum(false);
    List<Tensor> targets = new ArrayList<>(List.of(x));
    scope.variables().stream().filter(v -> v.trainable()).forEach(v -> targets.add(v.tensor()));
    List<Tensor> outputs = new ArrayList<>(List.of(y));
    outputs.addAll(Gradients.of(loss, targets));
    outputs.addAll(scope.updates().values());
    String shapes = x.shape() + ", with gradients";
    return of("BatchNormalization", shapes, Map.of(), outputs);
  }

  /** As of an embedding, of which every example takes a row. */
  private static OperatorCase gatherGrad(Shape rows, long examples) {
    Tensor y =
        floats(LIKE, rows).gather(0, Tensor.input("indices", DataType.INT64, Shape.of(examples)));
    Tensor gradient = y.op().gradient(y, floats("gradient", y.shape())).get(0);
    return of("GatherGrad", rows + ", " + examples + " rows", gradient);
  }

  private static OperatorCase randomUniform(Shape shape) {
    Tensor step = Tensor.input("step", DataType.INT64, Shape.SCALAR);
    Tensor numbers = Tensor.of(new RandomUniform(1), step, floats(LIKE, shape));
    return of("RandomUniform", shape.toString(), numbers);
  }

  private static OperatorCase dropout(Tensor x) {
    return of("Dropout", x.shape().toString(), new Dropout(0.3).apply(training(), x));
  }

  private static OperatorCase crossEntropy(Shape shape) {
    Tensor logits = floats("logits", shape);
    Tensor labels = Tensor.input("labels", DataType.INT64, Shape.of(shape.dim(0)));
    Tensor losses = new CategoricalCrossEntropy().apply(logits.softmax(1), labels);
    Tensor loss = losses.reduceMean(false);
    List<Tensor> outputs = List.of(loss, Gradients.of(loss, List.of(logits)).get(0));
    return of("softmax cross-entropy", shape + ", with gradient", Map.of(), outputs);
  }

  private static OperatorCase adam(Shape shape) {
    Scope scope = training();
    Tensor gradient = floats("gradient", shape);
    Tensor step = floats("count", Shape.SCALAR);
    Tensor parameter = floats("parameter", shape);
    Tensor rate = floats("rate", Shape.SCALAR);
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(new Adam().update(new Update(scope, parameter, gradient, rate, step)));
    outputs.addAll(scope.updates().values());
    Map<String, Tensor> given = Map.of("v", gradient.square(), "count", rate.square().add(1));
    return of("Adam", shape.toString(), given, outputs);
  }

  private static Scope training() {
    return Scope.training(1, Tensor.input("step", DataType.INT64, Shape.SCALAR));
  }

  private static Tensor floats(String name, Shape shape) {
    return Tensor.input(name, DataType.FLOAT, shape);
  }

  private static OperatorCase of(String operator, String shapes, Tensor output) {
    return of(operator, shapes, Map.of(), List.of(output));
  }

  private static OperatorCase of(
      String operator, String shapes, Map<String, Tensor> given, List<Tensor> results) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    results.forEach(result -> outputs.put("result " + outputs.size(), result));
    return new OperatorCase(operator, shapes, carrying(outputs), given);
  }

  /** Makes a graph whose inputs stay in native memory, so that no run has to hand them over. */
  static Graph carrying(Map<String, Tensor> outputs) {
    List<Tensor> inputs =
        Graph.inOrder(outputs.values()).stream().filter(t -> t.op() instanceof Input).toList();
    Map<String, String> carried =
        inputs.stream().map(Graph::nameOf).collect(Collectors.toMap(name -> name, name -> name));
    return new Graph(inputs, outputs, carried);
  }

  /** Returns the tensor that is timed, if formulations are to be told apart. */
  Tensor subject() {
    return graph.outputs().values().iterator().next();
  }

  /** Returns the bytes that any formulation has to read and to write: inputs and results. */
  long bytes() {
    Stream<Tensor> read = graph.inputs().stream().filter(i -> !Graph.nameOf(i).equals(LIKE));
    return Stream.concat(read, graph.outputs().values().stream())
        .mapToLong(tensor -> tensor.shape().size() * tensor.dataType().bytes())
        .sum();
  }

  /** Makes the noise that inputs hold; integers are 0. */
  Map<String, NDArray> noise() {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Tensor input : graph.inputs()) {
      values.put(Graph.nameOf(input), noise(input.type(), random));
    }
    return values;
  }

  private static NDArray noise(TensorType type, SplittableRandom random) {
    NDArray array = NDArray.zeros(type);
    if (type.dataType() == DataType.FLOAT) {
      FloatBuffer floats = array.floats();
      while (floats.hasRemaining()) {
        floats.put((float) random.nextDouble(-1, 1));
      }
    }
    return array;
  }
}
