package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.reference.Value;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that go along sequences learn, by descent with momentum, which half is larger. */
class LearningOfSequencesTest {
  private static final int BATCH = 64;
  private static final int UNSEEN = 512;
  private static final int STEPS = 8;

  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 1, STEPS));
  private final Tensor truth = Tensor.input("truth", DataType.FLOAT, Shape.of(Shape.BATCH, 1));

  static Stream<Layer> layers() {
    return Stream.of(new SimpleRNN(8), new LSTM(8), new GRU(8), new Bidirectional(new GRU(4)));
  }

  /** Sequences of numbers from -1 to 1, and 1 where the second half has the larger sum. */
  private static Map<String, NDArray> batch(int number, int size) {
    RandomGenerator random = Seeds.random(11, number);
    double[] x = random.doubles((long) size * STEPS, -1, 1).toArray();
    double[] truth = new double[size];
    for (int n = 0; n < size; n++) {
      double difference = 0;
      for (int t = 0; t < STEPS; t++) {
        difference += (t < STEPS / 2 ? -1 : 1) * x[n * STEPS + t];
      }
      truth[n] = difference > 0 ? 1 : 0;
    }
    Map<String, NDArray> feeds = new HashMap<>();
    feeds.put("x", Value.floats(Shape.of(size, 1, STEPS), x).toArray());
    feeds.put("truth", Value.floats(Shape.of(size, 1), truth).toArray());
    return feeds;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void which_half_has_the_larger_sum(Layer layer) {
    Scope scope = Scope.training(1, Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Tensor hidden = scope.within("sequence", inner -> layer.apply(inner, x));
    Tensor logit = scope.within("dense", inner -> new Dense(1).apply(inner, hidden));
    Tensor loss = logit.softplus().sub(logit.mul(truth)).reduceMean(false);
    List<Variable> weights = scope.variables();
    List<Tensor> tensors = weights.stream().map(Variable::tensor).toList();
    List<Tensor> gradients = Gradients.of(loss, tensors);

    List<Tensor> inputs = new ArrayList<>(tensors);
    inputs.addAll(List.of(x, truth));
    Map<String, Tensor> outputs = new LinkedHashMap<>(Map.of("logit", logit));
    Map<String, NDArray> values = new HashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      Variable weight = weights.get(i);
      Shape shape = weight.tensor().shape();
      Tensor before = Tensor.input(weight.path() + ":momentum", DataType.FLOAT, shape);
      Tensor momentum = before.mul(0.9).add(gradients.get(i));
      inputs.add(before);
      outputs.put(weight.path() + ":momentum:next", momentum);
      outputs.put(weight.path() + ":next", weight.tensor().sub(momentum.mul(0.05)));
      values.put(weight.path() + ":momentum", NDArray.zeros(before.type()));
      float[] first = weight.initializer().values(shape, Seeds.random(3, weight.path()));
      values.put(weight.path(), NDArray.floats(shape, first));
    }
    OnnxRuntimeOptions options =
        new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1).withSpinning(false);
    try (Session session = new OnnxRuntimeBackend(options).open(new Graph(inputs, outputs))) {
      for (int step = 0; step < 800; step++) {
        Map<String, NDArray> results = session.run(fed(step, BATCH, values));
        values.replaceAll((name, before) -> results.get(name + ":next"));
      }
      Map<String, NDArray> unseen = fed(-1, UNSEEN, values);
      double[] predicted = Value.of(session.run(unseen).get("logit")).data();
      double[] actual = Value.of(unseen.get("truth")).data();
      int right = 0;
      for (int n = 0; n < UNSEEN; n++) {
        right += (predicted[n] > 0) == (actual[n] > 0.5) ? 1 : 0;
      }
      // A rule that looks at one half alone is right about three times of four.
      assertThat(right).as("right predictions of %d", UNSEEN).isGreaterThan(UNSEEN * 7 / 8);
    }
  }

  private static Map<String, NDArray> fed(int number, int size, Map<String, NDArray> values) {
    Map<String, NDArray> feeds = batch(number, size);
    feeds.putAll(values);
    return feeds;
  }
}
