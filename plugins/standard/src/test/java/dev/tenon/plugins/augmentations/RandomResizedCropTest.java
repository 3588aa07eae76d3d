package dev.tenon.plugins.augmentations;

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
class RandomResizedCropTest implements AugmentationContract {
  @Parameter private RandomResizedCrop augmentation;

  static Stream<RandomResizedCrop> variants() {
    return Stream.of(
        new RandomResizedCrop(8, 6),
        new RandomResizedCrop(20, 30).withScale(0.3, 0.4).withRatio(0.2, 5));
  }

  @Override
  public RandomResizedCrop extension() {
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
}
