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
class CenterCropTest implements AugmentationContract {
  @Parameter private CenterCrop augmentation;

  static Stream<CenterCrop> variants() {
    return Stream.of(new CenterCrop(3, 4), new CenterCrop(16, 2));
  }

  @Override
  public CenterCrop extension() {
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

  @Override
  public Optional<String> refuses(Image image) {
    boolean fits = image.height() >= augmentation.height() && image.width() >= augmentation.width();
    return fits
        ? Optional.empty()
        : Optional.of(
            "cannot cut %dx%d out of an image of %dx%d"
                .formatted(
                    augmentation.height(), augmentation.width(), image.height(), image.width()));
  }
}
