package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Input;
import dev.tenon.graph.Shape;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderTest {
  private static final Input INPUT = new Input(Toys.SIDE, Toys.SIDE, 1);
  private final Dataset data = Toys.data(21, 1);

  private static int[] all(Dataset data) {
    return IntStream.range(0, data.size()).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void batches_hold_the_records_in_order_and_the_last_is_smaller(int threads) {
    int[] order = new Shuffle(1).order(1, data.size());
    List<Integer> sizes = new ArrayList<>();
    List<Image> images = new ArrayList<>();
    List<Long> labels = new ArrayList<>();
    try (Loader loader = new Loader(INPUT, 8, threads)) {
      assertThat(loader.batches(data.size())).isEqualTo(3);
      loader.each(
          data,
          order,
          Loader.Change.NONE,
          batch -> {
            sizes.add(batch.size());
            assertThat(batch.image().shape())
                .isEqualTo(Shape.of(batch.size(), Toys.SIDE, Toys.SIDE, 1));
            for (int i = 0; i < batch.size(); i++) {
              byte[] samples = new byte[Toys.SIDE * Toys.SIDE];
              batch.image().bytes().get(i * samples.length, samples);
              images.add(new Image(Toys.SIDE, Toys.SIDE, 1, samples));
              labels.add(batch.label().longs().get(i));
            }
          });
    }
    assertThat(sizes).containsExactly(8, 8, 5);
    assertThat(images).isEqualTo(IntStream.of(order).mapToObj(data::image).toList());
    assertThat(labels).isEqualTo(IntStream.of(order).mapToObj(i -> (long) data.label(i)).toList());
  }

  @Test
  void a_loader_can_go_through_one_data_set_after_another() {
    List<Integer> sizes = new ArrayList<>();
    try (Loader loader = new Loader(INPUT, 16, 2)) {
      loader.each(data, all(data), Loader.Change.NONE, batch -> sizes.add(batch.size()));
      Dataset less = data.limit(3);
      loader.each(less, all(less), Loader.Change.NONE, batch -> sizes.add(batch.size()));
      loader.each(less, new int[0], Loader.Change.NONE, batch -> sizes.add(batch.size()));
    }
    assertThat(sizes).containsExactly(16, 5, 3);
  }

  @Test
  void images_are_read_while_a_batch_is_in_use_but_not_without_bound() throws Exception {
    Dataset many = Toys.data(100, 1);
    AtomicInteger read = new AtomicInteger();
    CountDownLatch ahead = new CountDownLatch(3);
    Loader.Change counting =
        (id, canvas) -> {
          read.incrementAndGet();
          ahead.countDown();
        };
    try (Loader loader = new Loader(INPUT, 1, 2)) {
      List<Integer> readWhileFirst = new ArrayList<>();
      loader.each(
          many,
          all(many),
          counting,
          batch -> {
            if (readWhileFirst.isEmpty()) {
              assertThat(await(ahead)).as("three are read while the first is in use").isTrue();
              readWhileFirst.add(read.get());
            }
          });
      // Two batches ahead and the one in use.
      assertThat(readWhileFirst).containsExactly(3);
      assertThat(read).hasValue(100);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_record_that_cannot_be_read_is_named_and_the_batches_before_it_are_handed_out() {
    Loader.Change failing =
        (id, canvas) -> {
          if (id.equals("r-0013")) {
            throw new ArrayIndexOutOfBoundsException("beyond");
          }
        };
    List<Integer> sizes = new ArrayList<>();
    try (Loader loader = new Loader(INPUT, 5, 3)) {
      assertThatThrownBy(
              () -> loader.each(data, all(data), failing, batch -> sizes.add(batch.size())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("r-0013")
          .hasMessageContaining("beyond")
          .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
      assertThat(sizes).containsExactly(5, 5);
      loader.each(data, all(data), Loader.Change.NONE, batch -> sizes.add(batch.size()));
    }
    assertThat(sizes).containsExactly(5, 5, 5, 5, 5, 5, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void of_several_records_that_fail_the_first_one_in_order_is_named(int threads) {
    Set<String> bad = Set.of("r-0004", "r-0005", "r-0009", "r-0012");
    Loader.Change failing =
        (id, canvas) -> {
          if (bad.contains(id)) {
            throw new IllegalStateException("bad");
          }
        };
    try (Loader loader = new Loader(INPUT, 21, threads)) {
      for (int time = 0; time < 50; time++) {
        assertThatThrownBy(() -> loader.each(data, all(data), failing, batch -> {}))
            .hasMessageContaining("record r-0004");
      }
    }
  }

  @Test
  void an_index_that_no_record_has_is_told_of() {
    try (Loader loader = new Loader(INPUT, 8, 2)) {
      assertThatThrownBy(
              () -> loader.each(data, new int[] {1, 99, 2}, Loader.Change.NONE, batch -> {}))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void all_threads_work_on_one_batch() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CyclicBarrier together = new CyclicBarrier(4);
    Loader.Change meeting =
        (id, canvas) -> {
          threads.add(Thread.currentThread());
          try {
            together.await(1, TimeUnit.MINUTES);
          } catch (Exception e) {
            throw new IllegalStateException("four threads must fill the batch of four", e);
          }
        };
    try (Loader loader = new Loader(INPUT, 4, 4)) {
      loader.each(data.limit(4), all(data.limit(4)), meeting, batch -> {});
    }
    assertThat(threads).hasSize(4);
  }

  @Test
  void an_image_of_another_size_is_the_users_mistake_and_names_record_and_both_sizes() {
    Loader.Change growing =
        (id, canvas) -> {
          if (id.equals("r-0002")) {
            canvas.begin(new Image(7, 9, 3, new byte[189]));
          }
        };
    try (Loader loader = new Loader(INPUT, 8, 1)) {
      assertThatThrownBy(() -> loader.each(data, all(data), growing, batch -> {}))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("record r-0002")
          .hasMessageContaining("6x6x1")
          .hasMessageContaining("7x9x3");
    }
  }

  @Test
  void an_error_of_the_virtual_machine_passes_as_it_is() {
    Loader.Change failing =
        (id, canvas) -> {
          throw new StackOverflowError("deep");
        };
    try (Loader loader = new Loader(INPUT, 8, 1)) {
      assertThatThrownBy(() -> loader.each(data, all(data), failing, batch -> {}))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void an_interrupted_thread_stops_waiting_and_stays_interrupted() {
    Thread waiting = Thread.currentThread();
    Loader.Change interrupting =
        (id, canvas) -> {
          waiting.interrupt();
          while (waiting.isInterrupted()) {
            Thread.onSpinWait();
          }
        };
    List<Integer> sizes = new ArrayList<>();
    try (Loader loader = new Loader(INPUT, 1, 1)) {
      Dataset one = data.limit(1);
      assertThatThrownBy(
              () -> loader.each(one, all(one), interrupting, batch -> sizes.add(batch.size())))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sizes).isEmpty();
  }

  @Test
  void threads_end_with_the_loader_even_after_a_failure() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Loader.Change noting =
        (id, canvas) -> {
          threads.add(Thread.currentThread());
        };
    try (Loader loader = new Loader(INPUT, 1, 4)) {
      assertThatThrownBy(
              () ->
                  loader.each(
                      data,
                      all(data),
                      noting,
                      batch -> {
                        throw new IllegalStateException("the sink fails");
                      }))
          .hasMessage("the sink fails");
    }
    assertThat(threads).isNotEmpty();
    for (Thread thread : new HashSet<>(threads)) {
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }
}
