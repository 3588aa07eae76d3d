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
class RandomShiftTest implements AugmentationContract {
  @Parameter private RandomShift augmentation;

  static Stream<RandomShift> variants() {
    return Stream.of(
        new RandomShift(1, 1),
        new RandomShift(0.1, 0),
        new RandomShift(1, 1).withFill(FillMode.WRAP, 0));
  }

  @Override
  public RandomShift extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomShift(0, 0));
  }
}
