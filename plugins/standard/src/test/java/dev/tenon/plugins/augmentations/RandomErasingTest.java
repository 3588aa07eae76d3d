package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.plugins.augmentations.RandomErasing.Cover;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RandomErasingTest implements AugmentationContract {
  @Parameter private Cover cover;

  @Override
  public RandomErasing extension() {
    return new RandomErasing().withCover(cover);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(extension().withProbability(0));
  }

  /** Levels from 100 to 199 in the red channel, 255 in the others. */
  private static Image picture() {
    byte[] samples = new byte[40 * 50 * 3];
    Arrays.fill(samples, (byte) 255);
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = (byte) (i / 3 % 100 + 100);
    }
    return new Image(40, 50, 3, samples);
  }

  private static boolean differs(Image one, Image other, int y, int x) {
    return one.at(y, x, 0) != other.at(y, x, 0) || one.at(y, x, 1) != other.at(y, x, 1);
  }

  @Test
  void a_rectangle_of_the_wanted_area_and_shape_is_covered() {
    Image image = picture();
    Set<Integer> places = new HashSet<>();
    double least = 1;
    double most = 0;
    for (int seed = 0; seed < 400; seed++) {
      Image erased =
          new RandomErasing(0.1, 0.3, Cover.BLACK, 1).apply(image, new SplittableRandom(seed));
      int top = 40;
      int bottom = -1;
      int left = 50;
      int right = -1;
      int count = 0;
      for (int i = 0; i < 2000; i++) {
        if (differs(image, erased, i / 50, i % 50)) {
          count++;
          top = Math.min(top, i / 50);
          bottom = Math.max(bottom, i / 50);
          left = Math.min(left, i % 50);
          right = Math.max(right, i % 50);
        }
      }
      int height = bottom - top + 1;
      int width = right - left + 1;
      assertThat(count).isEqualTo(height * width);
      assertThat(count / 2000.0).isBetween(0.09, 0.32);
      assertThat((double) height / width).isBetween(0.27, 3.7);
      places.add(top * 50 + left);
      least = Math.min(least, count / 2000.0);
      most = Math.max(most, count / 2000.0);
    }
    assertThat(least).isLessThan(0.11);
    assertThat(most).isGreaterThan(0.28);
    assertThat(places).hasSizeGreaterThan(200);
  }

  @Test
  void half_of_the_images_are_covered_by_default() {
    Image image = picture();
    long covered =
        new SplittableRandom(5)
            .longs(4_000)
            .filter(s -> extension().apply(image, new SplittableRandom(s)) != image)
            .count();
    assertThat(covered).isCloseTo(2_000, within(120L));
  }

  @Test
  void the_cover_is_what_it_says() {
    Image image = picture();
    Image erased = new RandomErasing(0.3, 0.33, cover, 1).apply(image, new SplittableRandom(2));
    Set<Integer> reds = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      if (differs(image, erased, i / 50, i % 50)) {
        reds.add(erased.at(i / 50, i % 50, 0));
      }
    }
    switch (cover) {
      case NOISE -> assertThat(reds).hasSizeGreaterThan(200).contains(0, 255);
      // Each level from 100 to 199 occurs as often.
      case MEAN -> assertThat(reds).containsExactly(150);
      case BLACK -> assertThat(reds).containsExactly(0);
    }
  }

  @Test
  void areas_in_the_wrong_order_are_named() {
    assertThatThrownBy(() -> new RandomErasing(0.5, 0.4))
        .hasMessageContaining("smallest must not exceed largest, got 0.5 and 0.4");
  }
}
