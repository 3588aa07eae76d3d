package dev.tenon.plugins.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.OptimizerContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MuonTest implements OptimizerContract {
  /** What Keras makes of a matrix in three steps. */
  private static final double[][] OF_MATRIX = {
    {0.691188407, -1.1748627495, 0.4044354927, 0.2849043493, 0.8933615025, -0.4667883591},
    {0.666920507, -1.1767767314, 0.3947332834, 0.2833618668, 0.8696287791, -0.4566984263},
    {0.6435848536, -1.1627550419, 0.3746443316, 0.2864554272, 0.8575289712, -0.4840912087}
  };

  @Override
  public Muon extension() {
    return new Muon();
  }

  @Override
  public boolean decaysParameters() {
    return true;
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Muon())
        .isEqualTo(new Muon(0.001, 0.004, 0.95, true, 5, 0.2, List.of(), new AdamW()));
  }

  @Test
  void three_steps_agree_with_keras() {
    ThreeSteps.ofMatrix(new Muon(0.1), OF_MATRIX[0], OF_MATRIX[1], OF_MATRIX[2]);
  }

  @Test
  void with_a_tall_matrix_three_steps_agree_with_keras() {
    ThreeSteps.ofMatrix(
        new Muon(0.1),
        Shape.of(3, 2),
        new double[] {
          0.7004815091, -1.175361928, 0.3936623979, 0.2959159847, 0.8744457394, -0.4990034454
        },
        new double[] {
          0.6896784864, -1.1912369017, 0.3887862445, 0.2803045915, 0.8510446651, -0.487659838
        },
        new double[] {
          0.6625392455, -1.1689446338, 0.3880621778, 0.3000732861, 0.8247864952, -0.5090043061
        });
  }

  @Test
  void with_other_settings_three_steps_agree_with_keras() {
    ThreeSteps.ofMatrix(
        new Muon(0.1, 0.1, 0.5, false, 3, 0.5, List.of(), new AdamW()),
        new double[] {
          0.6737109611, -1.1320710236, 0.4062985661, 0.2633632724, 0.8767944931, -0.4208006846
        },
        new double[] {
          0.6017490036, -1.1147192748, 0.3887513225, 0.2516484572, 0.8135740777, -0.3945101376
        },
        new double[] {
          0.5153565316, -1.1298521362, 0.3548009721, 0.2637225145, 0.7689477499, -0.4381971502
        });
  }

  @Test
  void with_filters_the_steps_are_those_of_their_matrix() {
    ThreeSteps.ofMatrix(
        new Muon(0.1), Shape.of(2, 1, 1, 3), OF_MATRIX[0], OF_MATRIX[1], OF_MATRIX[2]);
  }

  @Test
  void with_a_vector_three_steps_agree_with_keras() {
    ThreeSteps.ofVector(
        new Muon(0.1).withOthers(new AdamW(0.1)),
        new double[] {0.5997206325, -1.0995201581, 0.2998716128},
        new double[] {0.5483784536, -1.0724466838, 0.2032471107},
        new double[] {0.4817038342, -1.0514298039, 0.2098251505});
  }

  @Test
  void what_is_excluded_is_left_to_the_others() {
    Map<String, Value> start = new TreeMap<>();
    start.put("dense/kernel", Value.floats(Shape.of(1, 2), 3, 4));
    start.put("dense_1/kernel", Value.floats(Shape.of(1, 2), 3, 4));
    Muon muon = new Muon(0.1).withExclude("dense_1/").withOthers(new Sgd(0.01, 0.9));
    Descent descent = new Descent(muon, start);
    assertThat(descent.slots())
        .containsExactlyInAnyOrder("dense/kernel/momentum", "dense_1/kernel/velocity");
    descent.step(
        0.2, Map.of("dense/kernel", new double[] {1, 2}, "dense_1/kernel", new double[] {1, 2}));
    // A schedule has doubled the rate, so the others' is 0.02.
    assertThat(descent.at("dense_1/kernel"))
        .containsExactly(new double[] {2.98, 3.96}, within(1e-12));
  }

  @Test
  void an_exclusion_that_is_found_nowhere_is_refused() {
    assertThatThrownBy(() -> new Descent(new Muon().withExclude("dense"), 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the optimizer's exclude has 'dense', which is found in the path of no parameter;"
                + " there are w");
  }

  @Test
  void impossible_settings_are_refused_with_their_values() {
    assertThatThrownBy(() -> new Muon(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Muon(0.1, -1, 0.9, true, 5, 0.2, List.of(), new AdamW()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightDecay must not be negative and must be finite, got -1.0");
    assertThatThrownBy(() -> new Muon(0.1, 0, 2, true, 5, 0.2, List.of(), new AdamW()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("momentum must be from 0 to 1, got 2.0");
    assertThatThrownBy(() -> new Muon(0.1, 0, 0.9, true, 0, 0.2, List.of(), new AdamW()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps must be 1 or more, got 0");
    assertThatThrownBy(() -> new Muon(0.1, 0, 0.9, true, 5, 0, List.of(), new AdamW()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rmsRate must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new Muon().withExclude("("))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exclude has '(', which is no regular expression: Unclosed group");
  }
}
