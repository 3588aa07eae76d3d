package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.HardSigmoid;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Silu;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeNormal;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SqueezeExciteTest implements LayerContract {
  @Override
  public SqueezeExcite extension() {
    return new SqueezeExcite(2).withActivation(new Silu());
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 5, 3, 4), Shape.of(Shape.BATCH, 1, 2, 2));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "SqueezeExcite needs FLOAT images [N, channels, height, width]; got FLOAT[N, 7]",
            Shape.of(Shape.BATCH, 7)));
  }

  @Nested
  class OfThePaper implements LayerContract {
    @Override
    public SqueezeExcite extension() {
      return new SqueezeExcite().withBiasInitializer(new Ones());
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 33, 2, 3));
    }
  }

  @Test
  void defaults_are_those_of_the_paper() {
    assertThat(new SqueezeExcite())
        .isEqualTo(
            new SqueezeExcite(16, new Relu(), new Sigmoid(), new GlorotUniform(), new Zeros()));
  }

  @Test
  void variables_are_those_of_two_dense_layers() {
    Emitted layer =
        Emitted.evaluation(
            new SqueezeExcite()
                .withKernelInitializer(new HeNormal())
                .withBiasInitializer(new Ones()),
            Emitted.random(2, 40, 1, 1));

    assertThat(layer.variables())
        .containsExactly(
            "layer/squeeze/kernel[40, 2]",
            "layer/squeeze/bias[2]",
            "layer/excite/kernel[2, 40]",
            "layer/excite/bias[40]");
    assertThat(layer.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new HeNormal(), new Ones(), new HeNormal(), new Ones());
  }

  @Test
  void there_is_one_unit_at_least() {
    Emitted layer = Emitted.evaluation(new SqueezeExcite(), Emitted.random(2, 3, 1, 1));
    assertThat(layer.variables()).startsWith("layer/squeeze/kernel[3, 1]");
  }

  /** The channels are 1, 3 and 0, -2; so their means are 2 and -1. */
  private static Emitted ofTwoChannels(SqueezeExcite layer) {
    return Emitted.training(layer, Value.floats(Shape.of(1, 2, 1, 2), 1, 3, 0, -2))
        .with("squeeze/kernel", 1, 0.5)
        .with("squeeze/bias", 0.5)
        .with("excite/kernel", Math.log(3) / 2, -1)
        .with("excite/bias", 0, 2);
  }

  @Test
  void channels_are_weighed_by_what_the_layers_make_of_their_means() {
    // The unit is 2 - 0.5 + 0.5 = 2; the gates are those of log 3 and 0, which are 3/4 and 1/2.
    assertThat(ofTwoChannels(new SqueezeExcite(2)).run())
        .containsExactly(new double[] {0.75, 2.25, 0, -1}, within(1e-12));
  }

  @Test
  void activation_and_gate_can_be_chosen() {
    Emitted hard = ofTwoChannels(new SqueezeExcite(2).withGate(new HardSigmoid()));
    // Of 2 ReLU makes 2; of log 3 and 0, the hard sigmoid x / 6 + 1/2.
    double gate = Math.log(3) / 6 + 0.5;
    assertThat(hard.run()).containsExactly(new double[] {gate, 3 * gate, 0, -1}, within(1e-12));

    Emitted dead = ofTwoChannels(new SqueezeExcite(2)).with("squeeze/bias", -9);
    // ReLU makes 0 of -7.5, which leaves the biases: 1/2 and 1 / (1 + e^-2).
    double open = 1 / (1 + Math.exp(-2));
    assertThat(dead.run()).containsExactly(new double[] {0.5, 1.5, 0, -2 * open}, within(1e-12));
  }

  @Test
  void impossible_ratios_are_refused() {
    assertThatThrownBy(() -> new SqueezeExcite(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ratio must be positive, got 0");
  }
}
