package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final int CLASSES = 3;

  /** Tallies pairs of label and predicted class. */
  private static ConfusionMatrix of(int... pairs) {
    ConfusionMatrix matrix = ConfusionMatrix.EMPTY;
    for (int i = 0; i < pairs.length; i += 2) {
      float[] prediction = new float[CLASSES];
      prediction[pairs[i + 1]] = 1;
      matrix = matrix.add(new Outcome(prediction, pairs[i], 0));
    }
    return matrix;
  }

  @Test
  void counts_and_shares_are_those_computed_by_hand() {
    ConfusionMatrix matrix = of(0, 0, 0, 0, 0, 1, 1, 1, 2, 1, 2, 0);

    assertThat(matrix.classes()).isEqualTo(3);
    assertThat(matrix.count(0, 0)).isEqualTo(2);
    assertThat(matrix.count(2, 1)).isEqualTo(1);
    assertThat(matrix.count(1, 2)).isZero();
    assertThat(matrix.support(0)).isEqualTo(3);
    assertThat(matrix.predicted(1)).isEqualTo(3);
    assertThat(matrix.recall(0)).isEqualTo(2 / 3.0);
    assertThat(matrix.precision(0)).isEqualTo(2 / 3.0);
    assertThat(matrix.precision(1)).isEqualTo(1 / 3.0);
    assertThat(matrix.recall(2)).isZero();
    assertThat(matrix.value()).isEqualTo(0.5);
  }

  @Test
  void a_class_that_was_never_taken_has_no_precision_and_one_without_examples_no_recall() {
    ConfusionMatrix matrix = of(0, 1);

    assertThat(matrix.precision(0)).isNaN();
    assertThat(matrix.recall(1)).isNaN();
    assertThat(ConfusionMatrix.EMPTY.value()).isNaN();
  }

  @Test
  void adding_leaves_the_tally_before_it_as_it_was() {
    ConfusionMatrix before = of(0, 0, 1, 2);
    ConfusionMatrix after = before.add(new Outcome(new float[] {1, 0, 0}, 0, 0));

    assertThat(before.count(0, 0)).isEqualTo(1);
    assertThat(after.count(0, 0)).isEqualTo(2);
    assertThat(before).isEqualTo(of(0, 0, 1, 2));
  }

  @Test
  void any_order_and_sharding_gives_the_same_tally() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      int[] pairs = random.ints(200, 0, CLASSES).toArray();
      int cut = 2 * random.nextInt(100);
      ConfusionMatrix whole = of(pairs);
      ConfusionMatrix front = of(java.util.Arrays.copyOf(pairs, cut));
      ConfusionMatrix back = of(java.util.Arrays.copyOfRange(pairs, cut, pairs.length));

      assertThat(front.merge(back)).isEqualTo(whole).hasSameHashCodeAs(whole);
      assertThat(back.merge(front)).isEqualTo(whole);
      assertThat(whole.merge(ConfusionMatrix.EMPTY)).isEqualTo(whole);
      assertThat(ConfusionMatrix.EMPTY.merge(whole)).isEqualTo(whole);
    }
  }

  @Test
  void different_counts_are_not_equal() {
    assertThat(of(0, 1)).isNotEqualTo(of(1, 0)).isNotEqualTo(of(0, 1, 0, 1));
  }

  @Test
  void a_copy_by_serialisation_is_equal() throws IOException, ClassNotFoundException {
    ConfusionMatrix matrix = of(0, 1, 2, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(matrix);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(matrix).hasToString(matrix.toString());
    }
  }

  @Test
  void tallies_of_different_metrics_do_not_merge() {
    assertThatThrownBy(() -> of(0, 1).merge(Mean.ofLoss()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only tallies of one metric merge");
  }
}
