package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.training.RateCurve.End;
import dev.tenon.training.RateCurve.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateCurveTest {
  /** Powers of ten, 1 to 1e9. */
  private static final RateSweep TENFOLD = new RateSweep(1, 1e9, 10, 0);

  private static RateCurve measured(RateSweep sweep, double... losses) {
    RateRecorder recorder = new RateRecorder(sweep, point -> {});
    DoubleStream.of(losses).forEach(recorder::add);
    return recorder.curve();
  }

  private static double[] smoothed(RateCurve curve) {
    return curve.points().stream().mapToDouble(Point::smoothed).toArray();
  }

  @Test
  void the_average_of_losses_is_corrected_for_its_beginning() {
    RateCurve curve = measured(new RateSweep(1, 1e9, 10, 0.5), 4, 2, 8);

    // Halves of what came before and of what comes: 2, 2, 5 by weights of 1/2, 3/4, 7/8.
    assertThat(smoothed(curve)[0]).isEqualTo(4);
    assertThat(smoothed(curve)[1]).isCloseTo(8.0 / 3, within(1e-15));
    assertThat(smoothed(curve)[2]).isCloseTo(40.0 / 7, within(1e-15));
    assertThat(curve.points()).extracting(Point::loss).containsExactly(4.0, 2.0, 8.0);
    assertThat(curve.points().get(2).rate()).isCloseTo(100, within(1e-10));
  }

  @Test
  void a_sweep_is_complete_after_its_last_step() {
    RateCurve curve = measured(TENFOLD, IntStream.range(0, 12).mapToDouble(i -> 1).toArray());

    assertThat(curve.points()).hasSize(10);
    assertThat(curve.end()).isEqualTo(End.COMPLETE);
  }

  @Test
  void it_ends_with_the_first_step_above_four_times_the_least() {
    assertThat(measured(TENFOLD, 3, 2, 8, 1, 4).points()).hasSize(5);

    RateCurve diverged = measured(TENFOLD, 3, 2, 8.5, 1);
    assertThat(diverged.end()).isEqualTo(End.DIVERGED);
    assertThat(diverged.points()).extracting(Point::loss).containsExactly(3.0, 2.0, 8.5);
  }

  @Test
  void a_loss_that_rises_below_zero_has_not_diverged() {
    assertThat(measured(TENFOLD, -1, -0.9, 1.9).points()).hasSize(3);
    assertThat(measured(TENFOLD, -1, 2.1, 0).points()).hasSize(2);
  }

  @Test
  void it_ends_before_a_loss_that_is_not_finite() {
    for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      RateCurve curve = measured(TENFOLD, 3, 2, loss, 1);
      assertThat(curve.end()).isEqualTo(End.NOT_FINITE);
      assertThat(curve.points()).hasSize(2);
    }
  }

  @Test
  void the_steepest_step_and_the_valley_are_those_found_by_hand() {
    RateCurve curve = measured(TENFOLD, 4, 5, 5, 4.5, 3, 1.5, 0.8, 0.9, 0.7, 2.7);

    // The first step, a tenth, is left out. Differences of neighbours: -0.5, -2, -3, -2.2, -0.6...
    assertThat(curve.steepest().orElseThrow().loss()).isEqualTo(3);
    // The longest descent is 5, 4.5, 3, 1.5, 0.8, 0.7; two thirds of its five falls are three.
    assertThat(curve.valley().orElseThrow().loss()).isEqualTo(1.5);
  }

  /** On a logistic curve, the steepest point is where half has fallen. */
  @Test
  void on_a_curve_of_known_shape_they_are_where_they_must_be() {
    RateSweep sweep = new RateSweep(1e-5, 1, 101, 0);
    double[] losses =
        IntStream.range(0, 101)
            .mapToDouble(i -> i <= 80 ? 1 + 1 / (1 + Math.exp((i - 50) / 5.0)) : 1 + (i - 80) * 0.1)
            .toArray();
    RateCurve curve = measured(sweep, losses);

    assertThat(curve.steepest().orElseThrow().rate()).isCloseTo(Math.sqrt(1e-5), within(1e-12));
    // It falls from step 10, the first looked at, to step 80: 70 falls, of which 46 are taken.
    assertThat(curve.valley().orElseThrow().rate()).isEqualTo(sweep.rate(56));
  }

  @Test
  void where_the_loss_does_not_fall_nothing_is_suggested() {
    double[] flat = IntStream.range(0, 100).mapToDouble(i -> 1.3862943).toArray();
    double[] rising = IntStream.range(0, 100).mapToDouble(i -> 1 + i / 100.0).toArray();
    for (double[] losses : List.of(flat, rising)) {
      RateCurve curve = measured(new RateSweep(), losses);
      assertThat(curve.points()).hasSize(100);
      assertThat(curve.steepest()).isEmpty();
      assertThat(curve.valley()).isEmpty();
    }
  }

  @Test
  void a_sweep_that_ended_at_once_suggests_nothing() {
    for (int steps = 0; steps < 3; steps++) {
      RateCurve curve =
          measured(TENFOLD, DoubleStream.iterate(9, x -> x - 1).limit(steps).toArray());
      assertThat(curve.points()).hasSize(steps);
      assertThat(curve.steepest()).isEmpty();
      assertThat(curve.valley()).isEmpty();
    }
  }

  /** Compares with all subsets of the steps, of which there are not many. */
  @Test
  void the_valley_is_the_longest_of_all_descents() {
    SplittableRandom random = new SplittableRandom(3);
    int found = 0;
    for (int round = 0; round < 200; round++) {
      double[] losses = random.doubles(10).map(x -> 3 + Math.floor(x * 8)).toArray();
      RateCurve curve = measured(TENFOLD, losses);
      List<Integer> longest = longestDescent(losses);
      if (longest.size() < 3) {
        assertThat(curve.valley()).isEmpty();
      } else {
        int step = longest.get((int) Math.floor((longest.size() - 1) * 2 / 3.0));
        assertThat(curve.valley()).contains(curve.points().get(step));
        found++;
      }
    }
    assertThat(found).isGreaterThan(100);
  }

  private static List<Integer> longestDescent(double[] losses) {
    List<List<Integer>> descents = new ArrayList<>();
    for (int subset = 0; subset < 1 << losses.length; subset += 2) {
      List<Integer> steps = new ArrayList<>();
      for (int i = 1; i < losses.length; i++) {
        if ((subset >> i & 1) == 1) {
          steps.add(i);
        }
      }
      boolean falls =
          IntStream.range(1, steps.size())
              .allMatch(i -> losses[steps.get(i)] < losses[steps.get(i - 1)]);
      if (falls) {
        descents.add(steps);
      }
    }
    int most = descents.stream().mapToInt(List::size).max().orElseThrow();
    // The one that ends first; then, from its end, the earliest steps.
    Comparator<List<Integer>> order = Comparator.comparing(steps -> steps.get(most - 1));
    for (int k = most - 2; k >= 0; k--) {
      int place = k;
      order = order.thenComparing(steps -> steps.get(place));
    }
    return descents.stream().filter(steps -> steps.size() == most).min(order).orElseThrow();
  }
}
