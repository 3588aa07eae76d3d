package dev.tenon.onnxruntime;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.Window;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds the graphs of whole training steps, layer by layer, with Adam. */
final class Networks {
  /** Large enough that rounding errors of a vanishing gradient do not become whole steps. */
  private static final double EPSILON = 1e-4;

  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> weights = new ArrayList<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final Map<String, String> carried = new LinkedHashMap<>();
  private final Tensor step = Tensor.input("step", DataType.INT64, Shape.SCALAR);
  private final boolean training;
  private Tensor x;

  private Networks(long height, long width, long channels, boolean training) {
    this.training = training;
    Shape shape = Shape.of(Shape.BATCH, height, width, channels);
    Tensor image = Tensor.input("image", DataType.UINT8, shape);
    inputs.add(image);
    x = image.transpose(0, 3, 1, 2).cast(DataType.FLOAT).div(255);
  }

  /** A network of dense layers alone. */
  static Graph mlp(int size, int units, int classes) {
    return new Networks(size, size, 1, true)
        .dense(units, true)
        .dense(units, true)
        .dense(classes, false)
        .step(classes);
  }

  /** The small CNN whose step time is compared with other frameworks. */
  static Graph smallCnn(int size, int width, int classes) {
    return new Networks(size, size, 1, true)
        .conv(width, 3)
        .conv(width, 3)
        .pool()
        .normalization()
        .conv(2 * width, 3)
        .pool()
        .normalization()
        .dense(4 * width, true)
        .dropout(0.3)
        .dense(classes, false)
        .step(classes);
  }

  /** The tutorial's CNN: three pairs of convolutions on colour images. */
  static Graph tutorialCnn(int size, int width, int classes) {
    return new Networks(size, size, 3, true)
        .conv(width, 3)
        .conv(width, 3)
        .pool()
        .conv(2 * width, 3)
        .conv(2 * width, 3)
        .pool()
        .conv(4 * width, 3)
        .conv(4 * width, 3)
        .pool()
        .dense(width, true)
        .dropout(0.3)
        .dense(classes, false)
        .step(classes);
  }

  /** A network of everything that has several lowerings: strides, groups, overlap, odd sizes. */
  static Graph oddCnn(int height, int width, int classes) {
    return new Networks(height, width, 3, true)
        .conv(6, Window.of(3, 3).withStrides(2, 2).withPads(List.of(1, 0), List.of(1, 2)), 3)
        .normalization()
        .maxPool(Window.of(3, 3).withStrides(2, 2).withPads(List.of(1, 1), List.of(1, 1)))
        .conv(4, Window.of(2, 3).withDilations(2, 1).withPads(List.of(2, 3), List.of(1, 1)), 2)
        .averagePool(Window.of(2, 2).withStrides(1, 2).withPads(List.of(0, 1), List.of(1, 0)))
        .dense(classes, false)
        .step(classes);
  }

  /** The small CNN without loss: what is exported. */
  static Graph smallCnnForward(int size, int width, int classes) {
    Networks network =
        new Networks(size, size, 1, false)
            .conv(width, 3)
            .pool()
            .normalization()
            .dense(classes, false);
    network.outputs.put("probabilities", network.x.softmax(-1));
    return new Graph(network.inputs, network.outputs, network.carried);
  }

  private Tensor variable(String name, long... dims) {
    Tensor variable = Tensor.input(name, DataType.FLOAT, Shape.of(dims));
    inputs.add(variable);
    carried.put(name, name);
    return variable;
  }

  private Tensor weight(String name, long... dims) {
    Tensor weight = variable(name + weights.size(), dims);
    weights.add(weight);
    return weight;
  }

  private Networks conv(int filters, int kernel) {
    return conv(filters, Window.of(kernel, kernel).padSame(x.shape()), 1);
  }

  private Networks conv(int filters, Window window, int groups) {
    long[] dims = {
      filters, x.shape().dim(1) / groups, window.kernel().get(0), window.kernel().get(1)
    };
    Tensor kernel = weight("kernel", dims);
    Tensor bias = weight("bias", filters);
    x = x.conv(kernel, window, groups).add(bias.reshape(Shape.of(1, filters, 1, 1))).relu();
    return this;
  }

  private Networks pool() {
    return maxPool(Window.of(2, 2).withStrides(2, 2));
  }

  private Networks maxPool(Window window) {
    x = x.maxPool(window);
    return this;
  }

  private Networks averagePool(Window window) {
    x = x.averagePool(window);
    return this;
  }

  private Networks normalization() {
    long channels = x.shape().dim(1);
    Shape across = Shape.of(1, channels, 1, 1);
    Tensor gamma = weight("gamma", channels);
    Tensor beta = weight("beta", channels);
    Tensor moving = variable("moving_mean" + weights.size(), channels);
    if (training) {
      Tensor mean = x.reduceMean(true, 0, 2, 3);
      Tensor centred = x.sub(mean);
      Tensor variance = centred.square().reduceMean(true, 0, 2, 3);
      Tensor scale = gamma.reshape(across).div(variance.add(1e-3).sqrt());
      x = centred.mul(scale).add(beta.reshape(across));
      replace(moving, moving.mul(0.99).add(mean.reshape(moving.shape()).mul(0.01)));
    } else {
      x = x.sub(moving.reshape(across)).mul(gamma.reshape(across)).add(beta.reshape(across));
    }
    return this;
  }

  private Networks dense(int units, boolean relu) {
    long features = -x.shape().size();
    Tensor kernel = weight("kernel", features, units);
    Tensor bias = weight("bias", units);
    Tensor y = x.reshape(Shape.of(Shape.BATCH, features)).matMul(kernel).add(bias);
    x = relu ? y.relu() : y;
    return this;
  }

  private Networks dropout(double rate) {
    Tensor uniform = Tensor.of(new RandomUniform(7), step, x);
    Tensor kept = uniform.less(Tensor.constant(rate)).where(Tensor.constant(0), Tensor.constant(1));
    x = x.mul(kept).div(1 - rate);
    return this;
  }

  private Graph step(int classes) {
    Tensor label = Tensor.input("label", DataType.INT64, Shape.of(Shape.BATCH));
    Tensor rate = Tensor.input("learning_rate", DataType.FLOAT, Shape.SCALAR);
    inputs.addAll(List.of(label, step, rate));
    Tensor loss =
        label.oneHot(classes).mul(x.logSoftmax(-1)).reduceSum(false, -1).neg().reduceMean(false);
    outputs.put("loss", loss);
    outputs.put("prediction", x.softmax(-1));
    List<Tensor> gradients = Gradients.of(loss, weights);
    Tensor time = step.cast(DataType.FLOAT);
    Tensor decay1 = Tensor.constant(0.9).pow(time).neg().add(1);
    Tensor decay2 = Tensor.constant(0.999).pow(time).neg().add(1);
    Tensor pace = rate.mul(decay2.sqrt()).div(decay1);
    for (int i = 0; i < gradients.size(); i++) {
      adam(weights.get(i), gradients.get(i), pace);
    }
    return new Graph(inputs, outputs, carried);
  }

  private void adam(Tensor weight, Tensor gradient, Tensor pace) {
    Tensor m = variable("adam/" + Graph.nameOf(weight) + "/m", weight.shape().dims());
    Tensor v = variable("adam/" + Graph.nameOf(weight) + "/v", weight.shape().dims());
    Tensor nextM = m.add(gradient.sub(m).mul(0.1));
    Tensor nextV = v.add(gradient.square().sub(v).mul(0.001));
    replace(m, nextM);
    replace(v, nextV);
    replace(weight, weight.sub(nextM.mul(pace).div(nextV.sqrt().add(EPSILON))));
  }

  private void replace(Tensor variable, Tensor next) {
    String name = Graph.nameOf(variable);
    carried.put(name, name + ":next");
    outputs.put(name + ":next", next);
  }

  /** Gives every weight a value drawn from its name. */
  static void initialize(Graph graph, Session session) {
    initial(graph).forEach(session::write);
  }

  /** Draws values for the carried inputs: weights small and random, the rest 0. */
  static Map<String, NDArray> initial(Graph graph) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    for (Tensor input : graph.inputs()) {
      String name = Graph.nameOf(input);
      if (graph.carried().containsKey(name)) {
        NDArray value = NDArray.zeros(input.type());
        if (!name.startsWith("adam/") && !name.startsWith("moving")) {
          fill(value.floats(), new Random(name.hashCode()), name.startsWith("gamma"));
        }
        values.put(name, value);
      }
    }
    return values;
  }

  private static void fill(FloatBuffer floats, Random random, boolean positive) {
    for (int i = 0; i < floats.capacity(); i++) {
      floats.put(i, (float) (random.nextGaussian() * 0.1 + (positive ? 1 : 0)));
    }
  }

  /** Makes a batch of random images and labels for a step. */
  static Map<String, NDArray> feeds(Graph graph, int batch, int classes, long step) {
    Random random = new Random(step * 31 + batch);
    Shape shape = graph.inputs().get(0).shape().bind(batch);
    byte[] pixels = new byte[Math.toIntExact(shape.size())];
    random.nextBytes(pixels);
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    feeds.put("image", NDArray.bytes(shape, pixels));
    if (graph.fed().size() > 1) {
      long[] labels = random.longs(batch, 0, classes).toArray();
      feeds.put("label", NDArray.longs(Shape.of(batch), labels));
      feeds.put("step", NDArray.longs(Shape.SCALAR, step));
      feeds.put("learning_rate", NDArray.floats(Shape.SCALAR, 0.001f));
    }
    return feeds;
  }
}
