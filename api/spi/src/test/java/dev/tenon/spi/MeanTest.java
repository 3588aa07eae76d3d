package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MeanTest {
  private static Mean mean(double... losses) {
    Mean mean = Mean.ofLoss();
    for (double loss : losses) {
      mean = mean.add(new Outcome(new float[] {1}, 0, loss));
    }
    return mean;
  }

  @Test
  void the_mean_is_the_sum_over_the_count() {
    assertThat(mean(1, 2.5, -0.5).value()).isEqualTo(1);
    assertThat(mean(0.1, 0.2).value()).isCloseTo(0.15, within(0x1p-30));
  }

  @Test
  void no_examples_have_no_mean() {
    assertThat(mean().value()).isNaN();
  }

  @Test
  void any_order_and_sharding_gives_the_same_bits() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      // Over twelve orders of magnitude, where sums of doubles would differ.
      double[] losses =
          DoubleStream.generate(() -> Math.pow(10, random.nextInt(12) - 6) * random.nextDouble())
              .limit(200)
              .toArray();
      double[] reversed = new double[losses.length];
      for (int i = 0; i < losses.length; i++) {
        reversed[i] = losses[losses.length - 1 - i];
      }
      int cut = random.nextInt(losses.length);
      Mean front = mean(DoubleStream.of(losses).limit(cut).toArray());
      Mean back = mean(DoubleStream.of(losses).skip(cut).toArray());

      assertThat(front.merge(back)).isEqualTo(mean(losses)).isEqualTo(mean(reversed));
      assertThat(back.merge(front)).isEqualTo(mean(losses));
      assertThat(mean(losses).value())
          .isCloseTo(DoubleStream.of(losses).average().orElseThrow(), within(0x1p-30));
    }
  }

  @Test
  void a_value_that_is_not_finite_makes_the_mean_undefined_wherever_it_is_merged() {
    for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e10}) {
      assertThat(mean(1, loss).value()).isNaN();
      assertThat(mean(1, 2).merge(mean(loss)).value()).isNaN();
      assertThat(mean(loss).merge(mean(1, 2)).undefined()).isEqualTo(1);
    }
  }

  @Test
  void a_copy_by_serialisation_is_equal() throws IOException, ClassNotFoundException {
    Mean mean = mean(1, 2, 4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(mean);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(mean);
    }
  }

  @Test
  void means_of_different_measures_do_not_merge() {
    Mean labels = Mean.of(Outcome::label);

    assertThatThrownBy(() -> mean(1).merge(labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only tallies of one metric merge");
  }

  @Test
  void a_sum_too_large_to_be_exact_fails_instead_of_wrapping() {
    Mean huge = new Mean(mean().measure(), Long.MAX_VALUE, 1, 0);

    assertThatThrownBy(() -> huge.merge(mean(1))).isInstanceOf(ArithmeticException.class);
  }
}
