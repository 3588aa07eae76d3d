package dev.tenon.benchmarks;

import dev.tenon.plugins.StandardPlugin;
import dev.tenon.plugins.augmentations.CenterCrop;
import dev.tenon.plugins.augmentations.Pad;
import dev.tenon.plugins.augmentations.RandomAffine;
import dev.tenon.plugins.augmentations.RandomApply;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomColorJitter;
import dev.tenon.plugins.augmentations.RandomContrast;
import dev.tenon.plugins.augmentations.RandomCrop;
import dev.tenon.plugins.augmentations.RandomErasing;
import dev.tenon.plugins.augmentations.RandomGamma;
import dev.tenon.plugins.augmentations.RandomGrayscale;
import dev.tenon.plugins.augmentations.RandomHue;
import dev.tenon.plugins.augmentations.RandomInvert;
import dev.tenon.plugins.augmentations.RandomJpegQuality;
import dev.tenon.plugins.augmentations.RandomPerspective;
import dev.tenon.plugins.augmentations.RandomPosterization;
import dev.tenon.plugins.augmentations.RandomResizedCrop;
import dev.tenon.plugins.augmentations.RandomRotation;
import dev.tenon.plugins.augmentations.RandomSaturation;
import dev.tenon.plugins.augmentations.RandomSharpness;
import dev.tenon.plugins.augmentations.RandomShear;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.augmentations.RandomZoom;
import dev.tenon.plugins.augmentations.Resizing;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * At which settings augmentations are measured: their defaults, if all settings have one and all
 * images are changed, else those that stand here, for which images are changed with probability 1.
 */
final class AugmentationSettings {
  private static final Map<Class<?>, Augmentation> CHOSEN =
      List.of(
              new RandomApply(new RandomRotation(10), 1),
              new RandomRotation(10),
              new RandomShift(0.1, 0.1),
              new RandomZoom(0.1),
              new RandomShear(0.2, 0.2),
              new RandomAffine(10, 0.1, 0.1, 0.1, 0.1),
              new RandomPerspective(0.5).withProbability(1),
              new RandomResizedCrop(Augmentations.SIDE, Augmentations.SIDE),
              new CenterCrop(192, 192),
              new Pad(16, 16),
              new Resizing(256, 256),
              new RandomCrop(Augmentations.SIDE, Augmentations.SIDE, 4),
              new RandomBrightness(0.2),
              new RandomContrast(0.2),
              new RandomSaturation(0.4),
              new RandomHue(0.1),
              new RandomColorJitter(0.2, 0.2, 0.4, 0.1),
              new RandomGamma(0.5),
              new RandomGrayscale(1),
              new RandomInvert(1),
              new RandomPosterization(4, 1),
              new RandomSharpness(0.5),
              new RandomJpegQuality(30, 100),
              new RandomErasing().withProbability(1))
          .stream()
          .collect(Collectors.toMap(Object::getClass, Function.identity()));

  private AugmentationSettings() {}

  /** Returns all augmentations that the standard plug-in contributes, by their ids. */
  static Map<String, Augmentation> all() {
    Map<String, Augmentation> all = new LinkedHashMap<>();
    new StandardPlugin()
        .contribute(
            new Contributions() {
              @Override
              public <E extends Record & Extension> void add(String id, Class<E> type) {
                if (Augmentation.class.isAssignableFrom(type)) {
                  all.put(id, of(type.asSubclass(Augmentation.class)));
                }
              }
            });
    return all;
  }

  private static Augmentation of(Class<? extends Augmentation> type) {
    Augmentation chosen = CHOSEN.get(type);
    if (chosen != null) {
      return chosen;
    }
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "there are no settings for "
              + type.getSimpleName()
              + ": add some to "
              + AugmentationSettings.class.getSimpleName(),
          e);
    }
  }
}
