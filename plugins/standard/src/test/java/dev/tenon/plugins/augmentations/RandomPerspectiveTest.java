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
class RandomPerspectiveTest implements AugmentationContract {
  @Parameter private RandomPerspective augmentation;

  static Stream<RandomPerspective> variants() {
    return Stream.of(
        new RandomPerspective(),
        new RandomPerspective(0.6).withFill(FillMode.WRAP, 0).withProbability(1));
  }

  @Override
  public RandomPerspective extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomPerspective().withProbability(0));
  }
}
