package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * A random change of an image: a pure function of the image and of the random numbers that it is
 * given, which depend on the seed, the record's id, the epoch and the operation's place.
 *
 * <p>What it does to the {@link Canvas} is fused with what its neighbours do: a {@linkplain
 * Canvas#warp geometric} change is one line, and so is one of {@linkplain Canvas#recolor values}. A
 * change of any other kind takes the image and puts another in its place:
 *
 * <pre>{@code
 * canvas.replace(blur(canvas.image(), random.nextDouble()));
 * }</pre>
 */
@API(status = EXPERIMENTAL)
@FunctionalInterface
public non-sealed interface Augmentation extends Extension {
  /**
   * Changes an image.
   *
   * @param canvas the image in the making
   * @param random the only source of chance to use
   */
  void apply(Canvas canvas, RandomGenerator random);

  /**
   * Changes an image by this augmentation alone.
   *
   * @param image the original, which stays as it is
   * @param random the only source of chance to use
   * @return another image with as many channels, or the same one where nothing is to be changed
   */
  default Image apply(Image image, RandomGenerator random) {
    Canvas canvas = new Canvas(image);
    apply(canvas, random);
    return canvas.image();
  }
}
