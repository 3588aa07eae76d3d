package dev.tenon.plugins.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
  static Stream<Metric> all() {
    return Stream.of(
        new Accuracy(), new TopKCategoricalAccuracy(1), new TopKCategoricalAccuracy(3));
  }

  private static double value(Metric metric, List<Outcome> outcomes) {
    return tally(metric, outcomes).value();
  }

  private static Tally tally(Metric metric, List<Outcome> outcomes) {
    Tally tally = metric.empty();
    for (Outcome outcome : outcomes) {
      tally = tally.add(outcome);
    }
    return tally;
  }

  private static Outcome outcome(int label, float... prediction) {
    return new Outcome(prediction, label, 0);
  }

  private static List<Outcome> random(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              float[] prediction = new float[6];
              for (int c = 0; c < prediction.length; c++) {
                prediction[c] = random.nextInt(5) / 5f;
              }
              return outcome(random.nextInt(6), prediction);
            })
        .toList();
  }

  @Test
  void accuracy_is_the_share_whose_largest_prediction_is_the_true_class() {
    List<Outcome> outcomes =
        List.of(
            outcome(0, 0.7f, 0.2f, 0.1f),
            outcome(1, 0.7f, 0.2f, 0.1f),
            outcome(2, 0.1f, 0.2f, 0.7f),
            outcome(2, 0.1f, 0.3f, 0.6f));

    assertThat(value(new Accuracy(), outcomes)).isEqualTo(0.75);
  }

  @Test
  void of_equal_predictions_the_first_is_the_predicted_class() {
    assertThat(value(new Accuracy(), List.of(outcome(0, 0.5f, 0.5f)))).isEqualTo(1);
    assertThat(value(new Accuracy(), List.of(outcome(1, 0.5f, 0.5f)))).isZero();
  }

  @Test
  void the_example_of_keras_gives_its_published_share() {
    // y_true [[0, 0, 1], [0, 1, 0]], y_pred [[0.1, 0.9, 0.8], [0.05, 0.95, 0]].
    List<Outcome> outcomes = List.of(outcome(2, 0.1f, 0.9f, 0.8f), outcome(1, 0.05f, 0.95f, 0));

    assertThat(value(new TopKCategoricalAccuracy(1), outcomes)).isEqualTo(0.5);
    assertThat(value(new TopKCategoricalAccuracy(2), outcomes)).isEqualTo(1);
  }

  @Test
  void five_classes_count_by_default() {
    float[] falling = {6, 5, 4, 3, 2, 1};

    assertThat(new TopKCategoricalAccuracy()).isEqualTo(new TopKCategoricalAccuracy(5));
    assertThat(value(new TopKCategoricalAccuracy(), List.of(outcome(4, falling)))).isEqualTo(1);
    assertThat(value(new TopKCategoricalAccuracy(), List.of(outcome(5, falling)))).isZero();
  }

  @Test
  void classes_that_tie_for_the_last_place_all_count() {
    assertThat(value(new TopKCategoricalAccuracy(2), List.of(outcome(2, 0.5f, 0.2f, 0.2f))))
        .isEqualTo(1);
  }

  @Test
  void a_prediction_that_is_not_a_number_does_not_count() {
    assertThat(value(new TopKCategoricalAccuracy(3), List.of(outcome(1, 0.5f, Float.NaN))))
        .isZero();
  }

  @Test
  void k_must_be_positive() {
    assertThatThrownBy(() -> new TopKCategoricalAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be positive, got 0");
  }

  @ParameterizedTest
  @MethodSource("all")
  void no_examples_have_no_value(Metric metric) {
    assertThat(metric.empty().value()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("all")
  void any_sharding_and_order_of_merging_gives_the_same_tally(Metric metric) {
    Random random = new Random(8);
    List<Outcome> outcomes = random(500, random);
    Tally whole = tally(metric, outcomes);
    for (int trial = 0; trial < 20; trial++) {
      List<Outcome> shuffled = new ArrayList<>(outcomes);
      Collections.shuffle(shuffled, random);
      List<Tally> parts = new ArrayList<>();
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + random.nextInt(100));
        parts.add(tally(metric, shuffled.subList(from, to)));
        from = to;
      }
      while (parts.size() > 1) {
        Tally one = parts.remove(random.nextInt(parts.size()));
        int at = random.nextInt(parts.size());
        parts.set(at, parts.get(at).merge(one));
      }

      assertThat(parts.get(0)).isEqualTo(whole);
      assertThat(parts.get(0).value()).isEqualTo(whole.value());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void merging_with_no_examples_changes_nothing(Metric metric) {
    Tally some = tally(metric, random(10, new Random(9)));

    assertThat(some.merge(metric.empty())).isEqualTo(some);
    assertThat(metric.empty().merge(some)).isEqualTo(some);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_tally_survives_serialisation(Metric metric) throws IOException, ClassNotFoundException {
    Tally some = tally(metric, random(10, new Random(9)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(some);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(some);
    }
  }

  @Test
  void tallies_of_different_metrics_do_not_merge() {
    assertThatThrownBy(() -> new Accuracy().empty().merge(new TopKCategoricalAccuracy().empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Accuracy")
        .hasMessageContaining("TopKCategoricalAccuracy");
  }
}
