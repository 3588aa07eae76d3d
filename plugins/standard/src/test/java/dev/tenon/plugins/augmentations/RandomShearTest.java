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
class RandomShearTest implements AugmentationContract {
  @Parameter private RandomShear augmentation;

  static Stream<RandomShear> variants() {
    return Stream.of(
        new RandomShear(1, 0), new RandomShear(0.3, 0.4).withFill(FillMode.REFLECT, 0));
  }

  @Override
  public RandomShear extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomShear(0, 0));
  }
}
