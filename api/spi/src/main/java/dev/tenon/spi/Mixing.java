package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * An augmentation that mixes a training image with another one, and with it their labels: the loss
 * of the mixture is that of the image's own label, weighted by its share, and that of the other's
 * label, weighted by the rest. If the experiment uses sample weights, the weight of the image's own
 * record counts for both.
 *
 * <p>The other image is that of a training record drawn for each record and epoch, changed by the
 * augmentations before this one as it is for its own sake. So a mixture depends on the seed, the
 * record, the epoch and the data alone, not on what else is in the batch or who loads it.
 *
 * <p>It is the last one of an experiment's augmentations; anywhere else, as within another
 * augmentation, it is refused.
 */
@API(status = EXPERIMENTAL)
@FunctionalInterface
public interface Mixing extends Augmentation {
  /**
   * Mixes another image into one.
   *
   * @param canvas the image in the making
   * @param other another of the same size, which stays as it is
   * @param random the only source of chance to use
   * @return the share of the image's own label, 0 to 1; the other's is the rest
   */
  double mix(Canvas canvas, Image other, RandomGenerator random);

  @Override
  default void apply(Canvas canvas, RandomGenerator random) {
    throw new UserError(
        getClass().getSimpleName()
            + " mixes an image with another one: list it by itself, as the last augmentation");
  }
}
