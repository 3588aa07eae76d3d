package dev.tenon.plugins.augmentations;

import static dev.tenon.plugins.augmentations.Chance.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridMaskTest implements AugmentationContract {
  @Override
  public GridMask extension() {
    return new GridMask();
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new GridMask(0.4, 1, 1));
  }

  private static Image white(int height, int width, int channels) {
    byte[] samples = new byte[height * width * channels];
    Arrays.fill(samples, (byte) 255);
    return new Image(height, width, channels, samples);
  }

  private static String rows(Image image) {
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        rows.append(image.at(y, x, image.channels() - 1) == 0 ? '#' : '.');
      }
      rows.append('\n');
    }
    return rows.toString();
  }

  @Test
  void squares_repeat_with_the_period() {
    // A period of half of eight rows, of which squares of half are blackened.
    assertThat(rows(new GridMask(0.5, 0.5, 0.5).apply(white(8, 10, 3), always(false))))
        .isEqualTo(
            """
            ##..##..##
            ##..##..##
            ..........
            ..........
            ##..##..##
            ##..##..##
            ..........
            ..........
            """);
  }

  @Test
  void the_grid_begins_anywhere_and_keeps_its_share() {
    Set<String> grids = new HashSet<>();
    for (int seed = 0; seed < 400; seed++) {
      Image masked =
          new GridMask(0.25, 0.25, 0.5).apply(white(16, 24, 1), new SplittableRandom(seed));
      String grid = rows(masked);
      assertThat(grid.chars().filter(pixel -> pixel == '#').count()).isEqualTo(16 * 24 / 4);
      for (int i = 0; i < 12 * 20; i++) {
        assertThat(masked.at(i / 20, i % 20, 0))
            .isEqualTo(masked.at(i / 20 + 4, i % 20, 0))
            .isEqualTo(masked.at(i / 20, i % 20 + 4, 0));
      }
      grids.add(grid);
    }
    assertThat(grids).hasSize(16);
  }

  @Test
  void periods_are_checked() {
    assertThatThrownBy(() -> new GridMask(0, 1)).hasMessageContaining("got 0.0 and 1.0");
    assertThatThrownBy(() -> new GridMask(0.6, 0.5)).hasMessageContaining("got 0.6 and 0.5");
  }
}
