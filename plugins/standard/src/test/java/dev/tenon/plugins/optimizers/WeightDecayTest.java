package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightDecayTest implements OptimizerContract {
  @Override
  public WeightDecay extension() {
    return new WeightDecay(new Adam());
  }

  @Override
  public boolean decaysParameters() {
    return true;
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new WeightDecay(new Sgd(0.1), 0.04),
        new double[] {0.6472, -0.9952, 0.3974},
        new double[] {0.6546112, -1.0912192, 0.3938104},
        new double[] {0.6219927552, -1.0868543232, 0.3952351584});
  }

  @Test
  void around_adam_it_is_adam_w() {
    Descent wrapped = new Descent(new WeightDecay(new Adam(0.1), 0.3), 0.7, -2);
    Descent whole = new Descent(new AdamW(0.1, 0.3), 0.7, -2);
    for (double gradient : new double[] {1, -0.5, 0.2}) {
      assertThat(wrapped.step(0.1, gradient, -gradient))
          .containsExactly(whole.step(0.1, gradient, -gradient), within(1e-12));
    }
  }

  @Test
  void what_is_excluded_does_not_decay() {
    Optimizer optimizer = new WeightDecay(new Sgd(0.1), 0.5, List.of("bias$"));
    Descent descent = new Descent(optimizer, two());
    descent.step(0.1, Map.of("conv2d/kernel", new double[] {0, 1}, "dense/bias", new double[] {1}));
    assertThat(descent.at("conv2d/kernel"))
        .containsExactly(new double[] {0.95, 1.8}, within(1e-12));
    assertThat(descent.at("dense/bias")).containsExactly(new double[] {2.9}, within(1e-12));
  }

  @Test
  void a_wrapper_may_be_within_another() {
    // The gradient is 0.5 when it is clipped; the decay is not.
    Optimizer optimizer = new ClipByValue(new WeightDecay(new Sgd(0.1), 2), 0.5);
    assertThat(new Descent(optimizer, 3).step(0.1, 7))
        .containsExactly(new double[] {3 - 0.05 - 0.6}, within(1e-12));
  }

  @Test
  void an_expression_that_is_found_nowhere_is_refused() {
    assertThatThrownBy(() -> new Descent(new WeightDecay(new Sgd(), 1, List.of("bias")), 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the optimizer's exclude has 'bias', which is found in the path of no parameter;"
                + " there are w");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new WeightDecay(new Sgd(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightDecay must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new WeightDecay(new Sgd(), 1, List.of("[")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exclude has '[', which is no regular expression: Unclosed character class");
  }

  private static Map<String, Value> two() {
    Map<String, Value> start = new TreeMap<>();
    start.put("conv2d/kernel", Value.floats(Shape.of(2), 1, 2));
    start.put("dense/bias", Value.floats(Shape.of(1), 3));
    return start;
  }
}
