package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomApplyTest implements AugmentationContract {
  private static final Image IMAGE = Pictures.random(6, 7, 3, 1);

  @Override
  public RandomApply extension() {
    return new RandomApply(new RandomRotation(180));
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomApply(new RandomRotation(180), 0));
  }

  @Test
  void as_many_images_change_as_the_probability_says() {
    Augmentation some = new RandomApply(new RandomBrightness(1), 0.3);
    SplittableRandom seeds = new SplittableRandom(5);
    long changed =
        seeds
            .longs(10_000)
            .filter(seed -> some.apply(IMAGE, new SplittableRandom(seed)) != IMAGE)
            .count();
    // Three standard deviations are 137.
    assertThat(changed).isCloseTo(3_000, within(150L));
  }

  @Test
  void always_gives_what_the_augmentation_gives_by_itself() {
    Augmentation turn = new RandomRotation(180);
    for (long seed = 0; seed < 20; seed++) {
      assertThat(new RandomApply(turn, 1).apply(IMAGE, new SplittableRandom(seed)))
          .isEqualTo(turn.apply(IMAGE, new SplittableRandom(seed)));
    }
  }

  @Test
  void a_probability_is_from_0_to_1() {
    assertThatThrownBy(() -> new RandomApply(new RandomFlip(), 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be from 0 to 1.0, got 1.5");
    assertThatThrownBy(() -> new RandomApply(new RandomFlip(), Double.NaN))
        .hasMessageContaining("NaN");
  }
}
