package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomContrast;
import dev.tenon.plugins.augmentations.RandomCrop;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final Image BLACK = new Image(1, 2, 1, new byte[2]);

  /** Writes a random byte into one sample, so that what it drew can be seen. */
  private static Augmentation marking(int place) {
    return (canvas, random) -> {
      byte[] samples = canvas.image().samples().clone();
      samples[place] = (byte) random.nextInt();
      canvas.replace(new Image(1, 2, 1, samples));
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
  void an_augmentation_more_changes_no_draw_of_those_before_it() {
    Augmenter first = new Augmenter(List.of(marking(0)), 9);
    for (int epoch = 1; epoch < 20; epoch++) {
      assertThat(augmenter.apply("a", epoch, BLACK).at(0, 0, 0))
          .isEqualTo(first.apply("a", epoch, BLACK).at(0, 0, 0));
    }
  }

  @Test
  void a_canvas_that_is_used_again_shows_what_a_new_one_shows() {
    List<Augmentation> all =
        List.of(
            new RandomFlip(),
            new RandomShift(0.3, 0.3),
            new RandomContrast(0.5),
            new RandomCrop(4, 4),
            new RandomBrightness(0.4));
    Augmenter changing = new Augmenter(all, 3);
    Canvas canvas = new Canvas();
    ByteBuffer shown = ByteBuffer.allocate(16);
    List<Image> kept = new ArrayList<>();
    List<Image> copies = new ArrayList<>();
    for (Example example : Toys.examples(40, 1)) {
      byte[] before = example.image().samples().clone();
      canvas.begin(example.image());
      changing.apply(example.id(), 1, canvas);
      canvas.copyTo(shown, 0);
      Image expected = changing.apply(example.id(), 1, example.image());
      assertThat(shown.array()).isEqualTo(expected.samples());
      assertThat(example.image().samples()).isEqualTo(before);
      if (example.label() == 0) {
        kept.add(canvas.image());
        copies.add(expected);
      }
    }
    assertThat(kept).as("what was handed out stays as it was").isEqualTo(copies);
  }

  @Test
  void without_augmentations_an_image_stays_as_it_is() {
    assertThat(new Augmenter(List.of(), 9).apply("a", 1, BLACK)).isSameAs(BLACK);
  }
}
