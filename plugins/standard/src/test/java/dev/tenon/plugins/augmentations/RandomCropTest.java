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
class RandomCropTest implements AugmentationContract {
  @Parameter private RandomCrop crop;

  static Stream<RandomCrop> variants() {
    return Stream.of(
        new RandomCrop(4, 3),
        new RandomCrop(9, 13),
        new RandomCrop(9, 13, 2),
        new RandomCrop(9, 13, 2).withFill(FillMode.CONSTANT, 200));
  }

  @Override
  public RandomCrop extension() {
    return crop;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  @Override
  public Optional<String> refuses(Image image) {
    boolean fits =
        image.height() + 2 * crop.margin() >= crop.height()
            && image.width() + 2 * crop.margin() >= crop.width();
    String message =
        "cannot cut %dx%d out of an image of %dx%d with a margin of %d"
            .formatted(crop.height(), crop.width(), image.height(), image.width(), crop.margin());
    return fits ? Optional.empty() : Optional.of(message);
  }

  @Override
  public String sizeOf(Image image) {
    return crop.height() + "x" + crop.width() + "x" + image.channels();
  }
}
