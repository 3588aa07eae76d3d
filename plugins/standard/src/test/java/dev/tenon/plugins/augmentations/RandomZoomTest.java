package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.FillMode;
import dev.tenon.testkit.AugmentationContract;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class RandomZoomTest implements AugmentationContract {
  @Parameter private RandomZoom augmentation;

  static Stream<RandomZoom> variants() {
    return Stream.of(new RandomZoom(0.9), new RandomZoom(0.5).withFill(FillMode.CONSTANT, 7));
  }

  @Override
  public RandomZoom extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomZoom(0));
  }
}
