package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random changes of training images. What becomes of an image is a pure function of the seed, the
 * record's id, the epoch and the image, so it is the same wherever and whenever it is made; where
 * the last change is a {@link Mixing}, also of the data that the other image is drawn from.
 *
 * @param augmentations the changes, applied in order
 * @param seed the experiment's seed
 */
public record Augmenter(List<Augmentation> augmentations, long seed) {
  /** Keeps its own copy of the list. */
  public Augmenter {
    augmentations = List.copyOf(augmentations);
  }

  /** Tells whether an experiment's images are mixed, and so their labels. */
  static boolean mixes(Experiment experiment) {
    return new Augmenter(experiment.augmentations(), experiment.seed()).mixing().isPresent();
  }

  /** Returns the last augmentation, if it mixes images. */
  private Optional<Mixing> mixing() {
    return Optional.of(augmentations)
        .filter(all -> !all.isEmpty())
        .map(all -> all.get(all.size() - 1))
        .filter(Mixing.class::isInstance)
        .map(Mixing.class::cast);
  }

  /**
   * Changes an image, but for mixing it with another.
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
   * Changes an image, but for mixing it with another.
   *
   * @param id the record's id
   * @param epoch the epoch, from 1
   * @param canvas the image as it was stored, then as this epoch shows it
   */
  public void apply(String id, int epoch, Canvas canvas) {
    int count = augmentations.size() - (mixing().isPresent() ? 1 : 0);
    for (int i = 0; i < count; i++) {
      augmentations.get(i).apply(canvas, Seeds.random(seed, id, epoch, i));
    }
  }

  /**
   * Changes an image, and mixes it with another record's if the last augmentation does so.
   *
   * @param data the records that the other is drawn from
   * @param index the index of the record
   * @param epoch the epoch, from 1
   * @param canvas the image as it was stored, then as this epoch shows it
   * @return what it shows then
   * @throws UserError if an augmentation refuses an image, or two that are mixed differ in size
   */
  public Target apply(Dataset data, int index, int epoch, Canvas canvas) {
    apply(data.id(index), epoch, canvas);
    return mixing()
        .map(mixing -> mixed(mixing, data, index, epoch, canvas))
        .orElseGet(() -> Target.of(data.label(index)));
  }

  private Target mixed(Mixing mixing, Dataset data, int index, int epoch, Canvas canvas) {
    int place = augmentations.size() - 1;
    RandomGenerator random = Seeds.random(seed, data.id(index), epoch, place);
    int other = random.nextInt(data.size());
    Canvas beside = new Canvas();
    data.read(other, beside);
    apply(data.id(other), epoch, beside);
    Image its = beside.image();
    if (its.height() != canvas.height()
        || its.width() != canvas.width()
        || its.channels() != canvas.channels()) {
      throw new UserError(
          "cannot be mixed with record %s, whose image is %s"
              .formatted(data.id(other), its.size()));
    }
    double share = mixing.mix(canvas, its, random);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalStateException(mixing + " gave a share of " + share);
    }
    return Target.mixed(data.label(index), data.label(other), share);
  }

  /** Returns what an epoch makes of images on their way into batches. */
  Loader.Change in(int epoch) {
    Augmenter all = this;
    return new Loader.Change() {
      @Override
      public void apply(String id, Canvas canvas) {
        all.apply(id, epoch, canvas);
      }

      @Override
      public Target apply(Dataset data, int index, Canvas canvas) {
        return all.apply(data, index, epoch, canvas);
      }
    };
  }
}
