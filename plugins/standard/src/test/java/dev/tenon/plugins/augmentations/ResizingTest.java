package dev.tenon.plugins.augmentations;

import dev.tenon.plugins.augmentations.Resizing.Interpolation;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class ResizingTest implements AugmentationContract {
  @Parameter private Resizing augmentation;

  static Stream<Resizing> variants() {
    return Stream.of(
        new Resizing(8, 7),
        new Resizing(20, 5, Interpolation.NEAREST),
        new Resizing(11, 11, Interpolation.BICUBIC),
        new Resizing(6, 9, Interpolation.AREA));
  }

  @Override
  public Resizing extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  @Override
  public String sizeOf(Image image) {
    return augmentation.height() + "x" + augmentation.width() + "x" + image.channels();
  }

  @Override
  public boolean isRandom() {
    return false;
  }
}
