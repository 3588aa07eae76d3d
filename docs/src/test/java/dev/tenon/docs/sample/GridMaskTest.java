package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.AugmentationContract;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

// region test
class GridMaskTest implements AugmentationContract {
  @Override
  public GridMask extension() {
    return new GridMask(8);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new GridMask(8, 0));
  }

  @Test
  void a_quarter_of_an_image_of_whole_periods_becomes_black() {
    byte[] white = new byte[16 * 24 * 3];
    Arrays.fill(white, (byte) 255);
    Image masked = extension().apply(new Image(16, 24, 3, white), Seeds.random(5));
    int black = 0;
    for (byte sample : masked.samples()) {
      black += sample == 0 ? 1 : 0;
    }
    assertThat(black).isEqualTo(white.length / 4);
  }
}
// endregion
