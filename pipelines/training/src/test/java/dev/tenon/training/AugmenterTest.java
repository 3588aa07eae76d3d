package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final Image BLACK = new Image(1, 2, 1, new byte[2]);

  /** Writes a random byte into one sample, so that what it drew can be seen. */
  private static Augmentation marking(int place) {
    return (image, random) -> {
      byte[] samples = image.samples().clone();
      samples[place] = (byte) random.nextInt();
      return new Image(1, 2, 1, samples);
    };
  }

  private final Augmenter augmenter = new Augmenter(List.of(marking(0), marking(1)), 9);

  @Test
  void an_image_depends_on_seed_record_and_epoch_alone() {
    Image image = augmenter.apply("a", 1, BLACK);
    assertThat(augmenter.apply("a", 1, BLACK)).isEqualTo(image);
    assertThat(augmenter.apply("b", 1, BLACK)).isNotEqualTo(image);
    assertThat(augmenter.apply("a", 2, BLACK)).isNotEqualTo(image);
    assertThat(new Augmenter(augmenter.augmentations(), 8).apply("a", 1, BLACK))
        .isNotEqualTo(image);
    assertThat(BLACK.samples()).containsOnly(0);
  }

  @Test
  void operations_draw_different_numbers_and_later_ones_see_the_work_of_earlier_ones() {
    Image image = augmenter.apply("a", 1, BLACK);
    assertThat(image.at(0, 0, 0)).isNotZero().isNotEqualTo(image.at(0, 1, 0));
    assertThat(image.at(0, 1, 0)).isNotZero();
  }

  @Test
  void without_augmentations_an_image_stays_as_it_is() {
    assertThat(new Augmenter(List.of(), 9).apply("a", 1, BLACK)).isSameAs(BLACK);
  }
}
