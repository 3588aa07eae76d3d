package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.FillMode;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class PadTest implements AugmentationContract {
  @Parameter private Pad augmentation;

  static Stream<Pad> variants() {
    return Stream.of(
        new Pad(2, 3),
        new Pad(0, 9).withFill(FillMode.REFLECT, 0),
        new Pad(1, 0).withFill(FillMode.NEAREST, 0));
  }

  @Override
  public Pad extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new Pad(0, 0));
  }

  @Override
  public String sizeOf(Image image) {
    return (image.height() + 2 * augmentation.height())
        + "x"
        + (image.width() + 2 * augmentation.width())
        + "x"
        + image.channels();
  }

  @Override
  public boolean isRandom() {
    return false;
  }
}
