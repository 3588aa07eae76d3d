package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Image;
import java.util.Comparator;
import java.util.List;

/** Orders images for augmentations that leave grey or small ones as they are. */
final class Largest {
  private Largest() {}

  /** Puts the largest image in colour first. */
  static List<Image> first(List<Image> images) {
    return images.stream()
        .sorted(Comparator.comparingInt((Image image) -> image.samples().length).reversed())
        .toList();
  }
}
