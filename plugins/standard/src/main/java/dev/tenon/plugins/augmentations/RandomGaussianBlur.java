package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Softens images by a Gaussian, under the name of Keras's {@code RandomGaussianBlur}.
 *
 * <p>Each sample becomes a mean of those around it in its channel, weighted by {@code exp(-d^2 / (2
 * s^2))} at a distance of {@code d} pixels, down and across, with one standard deviation {@code s}
 * for the image, drawn evenly from {@code [0, sigma]}. The Gaussian ends at {@code ceil(3 s)}
 * pixels, where hardly anything is left, while Keras's has a kernel of a fixed size, by default 3,
 * which cuts off what a larger {@code s} adds. Outside the image samples are those of the nearest
 * pixel. Weights have 16 bits after the point, and results between the two passes 6. Channels are
 * treated alike.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomApply(new RandomGaussianBlur(2),
 * 0.3))}.
 *
 * @param sigma the greatest standard deviation in pixels, 0 to 50; 1 by default
 */
public record RandomGaussianBlur(double sigma) implements Augmentation {
  private static final double GREATEST = 50;

  /** Checks the deviation. */
  public RandomGaussianBlur {
    Strength.check("sigma", sigma, GREATEST);
  }

  /** Blurs by up to a pixel. */
  public RandomGaussianBlur() {
    this(1);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (sigma > 0) {
      blur(canvas, sigma * random.nextDouble());
    }
  }

  /** Blurs with a standard deviation in pixels. */
  static void blur(Canvas canvas, double deviation) {
    Gaussian kernel = Gaussian.of(deviation);
    if (kernel.radius() > 0) {
      Image image = canvas.image();
      canvas.replace(Samples.put(image, kernel.blur(image)));
    }
  }
}
