package dev.tenon.training;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import java.util.List;

/**
 * Random changes of training images. What becomes of an image is a pure function of the seed, the
 * record's id, the epoch and the image, so it is the same wherever and whenever it is made.
 *
 * @param augmentations the changes, applied in order
 * @param seed the experiment's seed
 */
public record Augmenter(List<Augmentation> augmentations, long seed) {
  /** Keeps its own copy of the list. */
  public Augmenter {
    augmentations = List.copyOf(augmentations);
  }

  /**
   * Changes an image.
   *
   * @param id the record's id
   * @param epoch the epoch, from 1
   * @param image the image as it was stored
   * @return the image as this epoch shows it
   */
  public Image apply(String id, int epoch, Image image) {
    Canvas canvas = new Canvas(image);
    apply(id, epoch, canvas);
    return canvas.image();
  }

  /**
   * Changes an image.
   *
   * @param id the record's id
   * @param epoch the epoch, from 1
   * @param canvas the image as it was stored, then as this epoch shows it
   */
  public void apply(String id, int epoch, Canvas canvas) {
    for (int i = 0; i < augmentations.size(); i++) {
      augmentations.get(i).apply(canvas, Seeds.random(seed, id, epoch, i));
    }
  }
}
