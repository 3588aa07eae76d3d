package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Mixes an image with several versions of itself, each changed by a chain of changes of its own.
 *
 * <pre>
 * w       ~ Dirichlet(alpha, ..., alpha), one weight for each chain
 * m       ~ Beta(alpha, alpha)
 * sample' = (1 - m) sample + m (w1 chain1 + w2 chain2 + ...)
 * </pre>
 *
 * <p>rounded half up, where each chain begins with the image and applies changes drawn evenly from
 * these, of a strength {@code s} drawn anew and evenly from {@code [0.1, severity] / 10}:
 *
 * <pre>
 * auto contrast, equalize
 * posterize                    dropping 4 + 4 s bits, rounded, 7 at most
 * rotate                       by 30 s degrees
 * solarize                     inverting the lightest 256 s levels
 * shear x, shear y             by 0.3 s pixels a pixel, from the centre
 * translate x, translate y     by s thirds of the width or height
 * </pre>
 *
 * <p>Geometry goes the other way in half of the cases; the nearest pixel fills what lies outside
 * the image. Weights have 16 bits after the point and sum up to 1. Channels are mixed alike, one as
 * well as three.
 *
 * <p>See Hendrycks et al., <i>AugMix: A Simple Data Processing Method to Improve Robustness and
 * Uncertainty</i>, 2020, whose loss of consistency is not a part of it. Posterization to no bit at
 * all, which the authors' code allows at the highest severity, is left out. Keras's {@code AugMix}
 * has {@code factor = severity / 10}, {@code num_chains} for the width, and by default four changes
 * more. Example: {@code experiment.withAugmentations(new AugMix())}.
 *
 * @param severity how strong changes may be, 1 to 10; 3 by default
 * @param width how many chains there are, from 1; 3 by default
 * @param depth how many changes a chain has; 0, by default, for one, two or three, drawn evenly (-1
 *     in the authors' code)
 * @param alpha how even weights are, positive: small ones favour one chain, and the image or the
 *     chains; 1 by default, for which all weights are as likely
 */
public record AugMix(int severity, int width, int depth, double alpha) implements Augmentation {
  private static final int MOST = 10;
  private static final int DEEPEST = 3;
  private static final List<Choice> CHOICES =
      List.of(
          Choice.of(Operation.AUTO_CONTRAST),
          Choice.of(Operation.EQUALIZE),
          new Choice(Operation.POSTERIZE, (strength, canvas) -> Math.min(7, 4 + 4 * strength)),
          Choice.upTo(Operation.ROTATE, 30),
          Choice.upTo(Operation.SOLARIZE, Canvas.VALUES),
          Choice.upTo(Operation.SHEAR_X, 0.3),
          Choice.upTo(Operation.SHEAR_Y, 0.3),
          new Choice(Operation.TRANSLATE_X, (strength, canvas) -> strength * canvas.width() / 3),
          new Choice(Operation.TRANSLATE_Y, (strength, canvas) -> strength * canvas.height() / 3));

  /** Checks the settings. */
  public AugMix {
    if (severity < 1 || severity > MOST) {
      throw new IllegalArgumentException("severity must be from 1 to 10, got " + severity);
    }
    if (width < 1 || depth < 0) {
      throw new IllegalArgumentException(
          "AugMix needs a positive width and no negative depth, got " + width + " and " + depth);
    }
    Beta.check(alpha);
  }

  /**
   * Mixes three chains of up to three changes each.
   *
   * @param severity how strong changes may be
   */
  public AugMix(int severity) {
    this(severity, 3, 0, 1);
  }

  /** Mixes three chains of changes of severity 3. */
  public AugMix() {
    this(3);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    int[] weights = weights(random);
    Image image = canvas.image();
    int[] sums = new int[image.samples().length];
    add(image.samples(), weights[0], sums);
    Canvas chain = new Canvas();
    for (int i = 1; i < weights.length; i++) {
      chain.begin(image);
      change(chain, random);
      add(chain.image().samples(), weights[i], sums);
    }
    canvas.replace(Samples.put(image, rounded(sums)));
  }

  private void change(Canvas chain, RandomGenerator random) {
    int changes = depth > 0 ? depth : 1 + random.nextInt(DEEPEST);
    for (int i = 0; i < changes; i++) {
      double strength = (0.1 + (severity - 0.1) * random.nextDouble()) / MOST;
      Choice.draw(CHOICES, random).apply(chain, strength, random);
    }
  }

  private static void add(byte[] samples, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (samples[i] & 0xff);
    }
  }

  private static byte[] rounded(int[] sums) {
    byte[] samples = new byte[sums.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (sums[i] + Blend.ONE / 2 >> Blend.POINT);
    }
    return samples;
  }

  /** Draws the weights of the image and of each chain, which sum up to one. */
  int[] weights(RandomGenerator random) {
    double[] logarithms = new double[width];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < width; i++) {
      logarithms[i] = Gamma.logarithm(random, alpha);
      most = Math.max(most, logarithms[i]);
    }
    double[] parts = new double[width];
    double sum = 0;
    for (int i = 0; i < width; i++) {
      parts[i] = StrictMath.exp(logarithms[i] - most);
      sum += parts[i];
    }
    double mixed = Beta.draw(random, alpha);
    int[] weights = new int[1 + width];
    weights[0] = Blend.ONE;
    for (int i = 0; i < width; i++) {
      weights[1 + i] = (int) (mixed * parts[i] / sum * Blend.ONE);
      weights[0] -= weights[1 + i];
    }
    return weights;
  }
}
