package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.reference.ReferenceBackend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of workers' values when they meet, compared with sums done by hand. */
class MergeTest {
  private final ReferenceBackend backend = new ReferenceBackend();

  private static NDArray array(float... values) {
    return NDArray.floats(Shape.of(values.length), values);
  }

  @Test
  void an_average_counts_parts_by_their_examples() {
    List<Weighted> parts =
        List.of(
            new Weighted(0, 3, Map.of("x", array(1, -2))),
            new Weighted(1, 1, Map.of("x", array(5, 6))));
    assertThat(Weighted.average("x", parts).toFloats()).containsExactly(2, 0);
  }

  @Test
  void an_average_does_not_depend_on_the_order_in_which_parts_arrive() {
    // In the order of the ranks the 1 is lost; with the two large ones beside each other it is not.
    Weighted large = new Weighted(0, 1, Map.of("x", array(1e30f)));
    Weighted small = new Weighted(1, 1, Map.of("x", array(1)));
    Weighted opposite = new Weighted(2, 1, Map.of("x", array(-1e30f)));
    for (List<Weighted> arrived :
        List.of(
            List.of(large, small, opposite),
            List.of(large, opposite, small),
            List.of(small, opposite, large))) {
      assertThat(Weighted.average("x", arrived).toFloats()).containsExactly(0);
    }
  }

  @Test
  void the_average_of_one_part_is_that_part_to_the_last_bit() {
    float[] values = {-0f, 0f, 1e-45f, 0.1f, -3.3e38f, 1 / 3f};
    NDArray average =
        Weighted.average("x", List.of(new Weighted(4, 7, Map.of("x", array(values)))));
    assertThat(Toys.bits(Map.of("x", average))).isEqualTo(Toys.bits(Map.of("x", array(values))));
  }

  private Rounds rounds(Outer outer) {
    Experiment experiment = Toys.stateful().withStrategy(new Strategy.LocalSgd(2, 1, outer));
    return Rounds.of(experiment, backend, () -> Toys.data(32, 1), 1);
  }

  private static Round round(long examples) {
    return new Round(1, 0, 0, 2, examples, List.of(0.1));
  }

  /** Two rounds of Nesterov's momentum, as in PyTorch's SGD on the difference. */
  @Test
  void the_outer_step_is_that_of_diloco() {
    try (Rounds rounds = rounds(new Outer.Nesterov(0.5, 0.8))) {
      Map<String, NDArray> state = new LinkedHashMap<>();
      state.put("dense/bias", array(1, 2, 3));
      state.put("dense/bias:velocity", array(0, 0, 0));
      double[] by = {1, 2, 3};
      double[] velocity = new double[3];
      float[][][] arrivals = {{{2, 2, 0}, {4, 0, 1}}, {{0, 1, 1}, {1, 1, -2}}};
      for (float[][] arrived : arrivals) {
        List<Weighted> parts =
            List.of(
                new Weighted(1, 8, Map.of("dense/bias", array(arrived[1]))),
                new Weighted(0, 8, Map.of("dense/bias", array(arrived[0]))));
        state = rounds.merge(state, round(16), parts);
        for (int i = 0; i < 3; i++) {
          double difference = by[i] - (arrived[0][i] + arrived[1][i]) / 2.0;
          velocity[i] = 0.8 * velocity[i] + difference;
          by[i] -= 0.5 * (difference + 0.8 * velocity[i]);
          assertThat((double) state.get("dense/bias").floats().get(i))
              .isCloseTo(by[i], within(1e-6));
          assertThat((double) state.get("dense/bias:velocity").floats().get(i))
              .isCloseTo(velocity[i], within(1e-6));
        }
      }
    }
  }

  @Test
  void an_outer_step_of_one_without_momentum_is_the_average() {
    Map<String, NDArray> before =
        Map.of("dense/bias", array(1, 2, 3), "dense/bias:velocity", array(0, 0, 0));
    List<Weighted> parts =
        List.of(
            new Weighted(0, 8, Map.of("dense/bias", array(2, 2, 0))),
            new Weighted(1, 8, Map.of("dense/bias", array(4, 0, 1))));
    try (Rounds rounds = rounds(new Outer.Nesterov(1, 0))) {
      assertThat(rounds.merge(before, round(16), parts).get("dense/bias").toFloats())
          .containsExactly(3, 1, 0.5f);
    }
  }

  @Test
  void moving_statistics_are_averaged_without_an_outer_step() {
    String path = "batch_normalization/moving_mean";
    try (Rounds rounds = rounds(new Outer.Nesterov(0.5, 0.8))) {
      List<Weighted> parts =
          List.of(
              new Weighted(0, 3, Map.of(path, array(1, 2, 3, 4))),
              new Weighted(1, 1, Map.of(path, array(5, 2, -1, 0))));
      assertThat(rounds.merge(Map.of(), round(4), parts).get(path).toFloats())
          .containsExactly(2, 2, 2, 3);
      assertThat(rounds.isMerged(path)).isFalse();
      assertThat(rounds.types()).doesNotContainKey(path + ":velocity");
    }
  }

  @Test
  void merged_statistics_are_what_each_worker_computes_alone() {
    // Of a batch of its own, a worker's moving mean is 0.99 times the old and 0.01 times the new.
    Strategy.LocalSgd two = new Strategy.LocalSgd(2, 1);
    Experiment experiment = Toys.stateful().withBatch(16).withStrategy(two);
    String path = "batch_normalization/moving_mean";
    try (Rounds rounds = Rounds.of(experiment, backend, () -> Toys.data(32, 1), 1)) {
      Round round = new Round(1, 0, 0, 1, 32, List.of(0.1));
      Map<String, NDArray> first = rounds.first();
      Contribution a = rounds.contribute(first, round, 0);
      Contribution b = rounds.contribute(first, round, 1);
      List<Weighted> parts = List.of(a.parts().get(0), b.parts().get(0));
      float[] merged = rounds.merge(first, round, parts).get(path).toFloats();
      for (int i = 0; i < merged.length; i++) {
        float one = a.parts().get(0).values().get(path).floats().get(i);
        float other = b.parts().get(0).values().get(path).floats().get(i);
        assertThat(one).isNotEqualTo(other).isNotZero();
        assertThat(merged[i]).isCloseTo((one + other) / 2, within(1e-6f));
      }
    }
  }

  @Test
  void a_round_of_which_something_is_missing_or_there_twice_is_refused() {
    Weighted half = new Weighted(0, 8, Map.of("dense/bias", array(1, 2, 3)));
    try (Rounds rounds = rounds(new Outer.Averaging())) {
      assertThatThrownBy(() -> rounds.merge(Map.of(), round(16), List.of(half)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("16 examples has come to its end with parts of 8");
      assertThatThrownBy(() -> rounds.merge(Map.of(), round(16), List.of(half, half)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the rank 0");
    }
  }

  @Test
  void a_retried_contribution_is_the_same_whatever_was_computed_between() {
    for (Strategy strategy : List.of(new Strategy.LocalSgd(2, 2), new Strategy.Synchronous(2))) {
      Experiment experiment = Toys.stateful().withStrategy(strategy);
      try (Rounds rounds = Rounds.of(experiment, backend, () -> Toys.data(32, 1), 2)) {
        Round round = new Round(1, 0, 0, 2, 0, List.of(0.1, 0.1));
        Map<String, NDArray> first = rounds.first();
        Contribution before = rounds.contribute(first, round, 1);
        Contribution other = rounds.contribute(first, round, 0);
        Contribution after = rounds.contribute(first, round, 1);
        assertThat(bits(after)).isEqualTo(bits(before)).isNotEqualTo(bits(other));
      }
    }
  }

  private static Object bits(Contribution contribution) {
    return List.of(
        contribution.parts().stream().map(part -> Toys.bits(part.values())).toList(),
        Toys.bits(contribution.own()),
        contribution.steps());
  }
}
