package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static List<String> ids(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(data::id).toList();
  }

  @Test
  void records_are_in_the_order_of_their_ids_however_they_came() {
    List<Example> shuffled = new ArrayList<>(Toys.examples(30, 1));
    Collections.shuffle(shuffled, new Random(1));

    Dataset data = Dataset.of(Toys.LABELS, shuffled);

    assertThat(data).isEqualTo(Toys.data(30, 1));
    assertThat(ids(data)).isSorted();
    assertThat(data.label(4)).isEqualTo(1);
    assertThat(data.image(4)).isEqualTo(Toys.examples(30, 1).get(4).image());
  }

  @Test
  void two_records_of_one_id_are_refused() {
    Example example = new Example("same", new Image(1, 1, 1, new byte[1]), 0);
    assertThatThrownBy(() -> Dataset.of(Toys.LABELS, List.of(example, example)))
        .hasMessageContaining("same");
  }

  @Test
  void a_limit_takes_the_first_records() {
    Dataset data = Toys.data(30, 1);
    Dataset first = data.limit(7);

    assertThat(ids(first)).isEqualTo(ids(data).subList(0, 7));
    assertThat(first.label(5)).isEqualTo(data.label(5));
    assertThat(first.image(6)).isEqualTo(data.image(6));
    assertThat(first.labels()).isEqualTo(Toys.LABELS);
    assertThat(data.limit(99).size()).isEqualTo(30);
    assertThatThrownBy(() -> data.limit(0)).hasMessageContaining("got 0");
  }

  @Test
  void a_split_divides_all_records_by_their_ids_alone() {
    Dataset data = Toys.data(2000, 1);
    Split split = Split.of(data, 0.2);

    assertThat(ids(split.training())).doesNotContainAnyElementsOf(ids(split.validation()));
    assertThat(split.training().size() + split.validation().size()).isEqualTo(2000);
    assertThat(split.validation().size()).isBetween(330, 470);
    assertThat(ids(data.limit(500)))
        .filteredOn(ids(split.validation())::contains)
        .isEqualTo(ids(Split.of(data.limit(500), 0.2).validation()));
  }

  @Test
  void a_split_that_leaves_a_part_empty_says_how_many_records_there_are() {
    assertThatThrownBy(() -> Split.of(Toys.data(3, 1), 0.001))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the 3 training records into 3 to learn from and 0 to validate by");
  }
}
