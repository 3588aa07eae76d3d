package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Test
  void every_record_comes_once_in_every_epoch() {
    for (int epoch = 1; epoch < 20; epoch++) {
      assertThat(new Shuffle(3).order(epoch, 101))
          .containsExactlyInAnyOrder(IntStream.range(0, 101).toArray());
    }
    assertThat(new Shuffle(3).order(1, 0)).isEmpty();
  }

  @Test
  void the_order_depends_on_seed_and_epoch_alone() {
    int[] order = new Shuffle(3).order(5, 101);
    assertThat(new Shuffle(3).order(5, 101)).isEqualTo(order);
    assertThat(new Shuffle(3).order(6, 101)).isNotEqualTo(order);
    assertThat(new Shuffle(4).order(5, 101)).isNotEqualTo(order);
  }

  @Test
  void every_record_comes_first_equally_often() {
    int[] first = new int[5];
    for (int epoch = 0; epoch < 5000; epoch++) {
      first[new Shuffle(3).order(epoch, 5)[0]]++;
    }
    // 1000 each are expected; 120 is more than four standard deviations.
    for (int count : first) {
      assertThat(count).isBetween(880, 1120);
    }
  }
}
