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
class RandomElasticTest implements AugmentationContract {
  @Parameter private RandomElastic augmentation;

  static Stream<RandomElastic> variants() {
    return Stream.of(new RandomElastic(), new RandomElastic(60, 2).withFill(FillMode.CONSTANT, 3));
  }

  @Override
  public RandomElastic extension() {
    return augmentation;
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomElastic(0, 4));
  }
}
