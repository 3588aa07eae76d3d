package org.example.heron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomGammaTest implements AugmentationContract {
  @Override
  public RandomGamma extension() {
    return new RandomGamma(1);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomGamma(0));
  }

  @Test
  void an_octave_down_takes_the_square_root() {
    // The least number that there is, 0, draws d = -1, and gamma is 1/2.
    RandomGenerator least = () -> 0;
    Image image = new Image(1, 4, 1, new byte[] {0, 16, 64, (byte) 255});

    // 255 * sqrt(16 / 255) is 63.87, and 255 * sqrt(64 / 255) is 127.75.
    assertArrayEquals(
        new byte[] {0, 64, (byte) 128, (byte) 255}, extension().apply(image, least).samples());
  }
}
