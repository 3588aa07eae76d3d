package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Block;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.layers.Activation;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The oracle for a shared layer: two layers of their own that begin with the same values. */
class SharedLayersTest {
  private static final int BATCH = 5;
  private static final Offset<Float> WITHIN = within(1e-5f);

  /** Two branches that apply a layer, once to the image and once to a function of it. */
  private static Experiment twice(Layer layer, boolean shared) {
    Node x = Node.input(Toys.SIDE, Toys.SIDE, 1).then(new Flatten());
    Node first = x.then(layer);
    Node other = x.then(new Activation(new Tanh()));
    Node second = shared ? first.again(other) : other.then(layer);
    return experiment(Node.of(new Add(), first, second));
  }

  private static Experiment experiment(Node x) {
    return Toys.plain()
        .withModel(Model.of(x.then("head", new Dense(3, new Softmax()))))
        .validated();
  }

  @Test
  void the_gradients_of_all_uses_of_a_shared_layer_add_up() {
    Layer dense =
        new Dense(4, new Relu())
            .withKernelInitializer(new Constant(0.1))
            .withBiasInitializer(new Constant(0.2));
    Map<String, float[]> own = afterOneStep(twice(dense, false));
    Map<String, float[]> shared = afterOneStep(twice(dense, true));

    assertThat(own.keySet()).hasSize(6);
    assertThat(shared.keySet())
        .containsExactly("dense/kernel", "dense/bias", "head/kernel", "head/bias");
    assertThat(shared.get("head/kernel")).containsExactly(own.get("head/kernel"), WITHIN);
    for (String part : new String[] {"kernel", "bias"}) {
      float before = part.equals("kernel") ? 0.1f : 0.2f;
      float[] first = own.get("dense/" + part);
      float[] second = own.get("dense_1/" + part);
      float[] sum = new float[first.length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = before + (first[i] - before) + (second[i] - before);
      }
      assertThat(shared.get("dense/" + part)).containsExactly(sum, WITHIN);
      assertThat(sum[0]).isNotCloseTo(first[0], WITHIN);
    }
  }

  @Test
  void each_use_of_a_shared_layer_moves_its_statistics_on() {
    Layer normalization = new BatchNormalization().withMomentum(0.75);
    Map<String, float[]> own = afterOneStep(twice(normalization, false));
    Map<String, float[]> shared = afterOneStep(twice(normalization, true));

    float[] first = own.get("batch_normalization/moving_mean");
    float[] second = own.get("batch_normalization_1/moving_mean");
    float[] both = new float[first.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = 0.75f * first[i] + second[i];
    }
    assertThat(shared.get("batch_normalization/moving_mean")).containsExactly(both, WITHIN);
    assertThat(both[0]).isNotCloseTo(first[0], WITHIN);
  }

  @Test
  void a_block_computes_what_its_layers_do_under_its_own_name() {
    UnaryOperator<Node> body =
        x -> {
          Layer dense = new Dense(36, new Relu()).withKernelInitializer(new Constant(0.01));
          return Node.of(new Add(), x, x.then(dense, dense));
        };
    Node image = Node.input(Toys.SIDE, Toys.SIDE, 1).then(new Flatten());
    Map<String, float[]> flat = afterOneStep(experiment(body.apply(image)));
    Map<String, float[]> nested = afterOneStep(experiment(image.then(Block.of(body))));

    assertThat(nested).hasSameSizeAs(flat);
    flat.forEach(
        (path, values) -> {
          String inner = path.startsWith("dense") ? "block/" + path : path;
          assertThat(nested.get(inner)).as(inner).containsExactly(values, WITHIN);
        });
    assertThat(flat.get("dense_1/kernel")[0]).isNotCloseTo(0.01f, WITHIN);
  }

  /** A block in a block, of which each is used twice, written with blocks or without. */
  @Test
  void blocks_used_again_compute_what_their_layers_used_again_do() {
    Layer dense =
        new Dense(36, new Tanh())
            .withKernelInitializer(new Constant(0.01))
            .withBiasInitializer(new Constant(0.1));
    Layer norm = new BatchNormalization().withMomentum(0.75);
    Block inner = Block.of(x -> x.then("d", dense).then("n", norm));
    Block outer =
        Block.of(
            x -> {
              Node once = x.then("inner", inner);
              return Node.of(new Add(), x, once.again(once));
            });
    Node image = Node.input(Toys.SIDE, Toys.SIDE, 1).then(new Flatten());
    Node block = image.then("outer", outer);
    Map<String, float[]> nested = afterOneStep(experiment(block.again(block)));

    Node d = image.then("d", dense);
    Node n = d.then("n", norm);
    Node half = Node.of(new Add(), image, n.again(d.again(n)));
    Node third = n.again(d.again(half));
    Map<String, float[]> flat =
        afterOneStep(experiment(Node.of(new Add(), half, n.again(d.again(third)))));

    assertThat(nested).hasSameSizeAs(flat).hasSize(8);
    flat.forEach(
        (path, values) -> {
          String within = path.startsWith("head") ? path : "outer/inner/" + path;
          assertThat(nested.get(within)).as(within).containsExactly(values, WITHIN);
        });
    assertThat(flat.get("n/moving_variance")[0]).isNotCloseTo(1, WITHIN);
  }

  private static Map<String, float[]> afterOneStep(Experiment experiment) {
    StepGraph step = StepGraph.training(experiment);
    Shape shape = experiment.model().input().shape().bind(BATCH);
    byte[] samples = new byte[Math.toIntExact(shape.size())];
    new SplittableRandom(11).nextBytes(samples);
    Map<String, float[]> after = new LinkedHashMap<>();
    try (ReferenceBackend backend = new ReferenceBackend();
        Session session = backend.open(step.graph())) {
      step.initialValues(experiment.seed()).forEach(session::write);
      session.run(
          Map.of(
              "image", NDArray.bytes(shape, samples),
              "label", NDArray.longs(Shape.of(BATCH), 0, 1, 2, 1, 0),
              "step", NDArray.longs(Shape.SCALAR, 1),
              "learning_rate", NDArray.floats(Shape.SCALAR, 0.5f)));
      for (Variable variable : step.variables()) {
        after.put(variable.path(), session.read(variable.path()).toFloats());
      }
    }
    return after;
  }
}
