package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  @ParameterizedTest
  @CsvSource({"45,4", "45,1", "8,8", "100,7"})
  void workers_divide_an_epochs_records_among_them(int records, int workers) {
    Shards shards = new Shards(new Shuffle(3), records);
    List<Integer> all = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int[] own = shards.ofWorker(2, worker, workers, 0, records);
      assertThat(own).hasSize(shards.size(worker, workers));
      assertThat(shards.size(0, workers) - own.length).isBetween(0, 1);
      IntStream.of(own).forEach(all::add);
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, records).boxed().toList());
  }

  @Test
  void one_worker_has_the_epochs_order() {
    assertThat(new Shards(new Shuffle(3), 45).ofWorker(2, 0, 1, 0, 45))
        .isEqualTo(new Shuffle(3).order(2, 45));
  }

  @Test
  void parts_of_a_workers_records_follow_one_another() {
    Shards shards = new Shards(new Shuffle(3), 45);
    int[] whole = shards.ofWorker(1, 2, 4, 0, 100);
    assertThat(
            IntStream.concat(
                    IntStream.of(shards.ofWorker(1, 2, 4, 0, 4)),
                    IntStream.concat(
                        IntStream.of(shards.ofWorker(1, 2, 4, 4, 8)),
                        IntStream.of(shards.ofWorker(1, 2, 4, 8, 12))))
                .toArray())
        .isEqualTo(whole);
    assertThat(shards.ofWorker(1, 2, 4, 12, 16)).isEmpty();
  }

  @Test
  void slices_are_consecutive_parts_of_the_batches_that_one_process_takes() {
    Shards shards = new Shards(new Shuffle(3), 45);
    List<Integer> all = new ArrayList<>();
    for (int from = 0; from < 45; from += 8) {
      for (int slice = 0; slice < 4; slice++) {
        int[] own = shards.ofSlice(5, from, 8, slice, 4);
        assertThat(own.length).isEqualTo(from < 40 ? 2 : own.length).isBetween(1, 2);
        IntStream.of(own).forEach(all::add);
      }
    }
    assertThat(all)
        .containsExactly(IntStream.of(new Shuffle(3).order(5, 45)).boxed().toArray(Integer[]::new));
  }

  @Test
  void draws_of_one_process_count_steps_and_all_others_differ() {
    Set<Long> seen = new HashSet<>();
    for (long step = 1; step <= 50; step++) {
      assertThat(Draws.number(step, 0, 5)).isEqualTo(step);
      for (int part = 0; part < 5; part++) {
        long number = Draws.number(step, part, 5);
        assertThat(number).isBetween(1L, (1L << 32) - 1);
        assertThat(seen.add(number)).isTrue();
      }
    }
  }
}
