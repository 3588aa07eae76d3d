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
class RandomAffineTest implements AugmentationContract {
  @Parameter private RandomAffine augmentation;

  static Stream<RandomAffine> variants() {
    return Stream.of(
        new RandomAffine(20),
        new RandomAffine(20, 0.2, 0.1, 0.3, 0.4).withFill(FillMode.CONSTANT, 128));
  }

  @Override
  public RandomAffine extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomAffine(0));
  }
}
