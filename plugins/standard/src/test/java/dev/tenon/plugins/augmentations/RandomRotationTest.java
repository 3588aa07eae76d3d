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
class RandomRotationTest implements AugmentationContract {
  @Parameter private RandomRotation augmentation;

  static Stream<RandomRotation> variants() {
    return Stream.of(
        new RandomRotation(180),
        new RandomRotation(30).withFill(FillMode.REFLECT, 0),
        new RandomRotation(30).withFill(FillMode.CONSTANT, 90));
  }

  @Override
  public RandomRotation extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomRotation(0));
  }
}
