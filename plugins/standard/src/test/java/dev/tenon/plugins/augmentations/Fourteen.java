package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the changes of RandAugment and TrivialAugment make of an image, from their published
 * definitions.
 */
final class Fourteen {
  private Fourteen() {}

  /** Returns all results of given amounts, once for each sign, the image itself first. */
  static List<Image> results(
      Image image,
      double shear,
      double right,
      double down,
      double degrees,
      double factor,
      int bits) {
    List<Image> results = new ArrayList<>(List.of(image));
    for (int sign = -1; sign <= 1; sign += 2) {
      double cy = (image.height() - 1) / 2.0;
      double cx = (image.width() - 1) / 2.0;
      double s = sign * shear;
      results.add(warped(image, 1, 0, 0, s, 1, -s * cy));
      results.add(warped(image, 1, s, -s * cx, 0, 1, 0));
      results.add(warped(image, 1, 0, 0, 0, 1, -sign * right));
      results.add(warped(image, 1, 0, -sign * down, 0, 1, 0));
      double angle = StrictMath.toRadians(sign * degrees);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      results.add(
          warped(image, cos, -sin, cy - cos * cy + sin * cx, sin, cos, cx - sin * cy - cos * cx));
      double f = 1 + sign * factor;
      results.add(brightened(image, f));
      results.add(contrasted(image, f));
      Canvas colour = new Canvas(image);
      RandomSaturation.saturate(colour, f);
      results.add(colour.image());
      Canvas sharpness = new Canvas(image);
      RandomSharpness.sharpen(sharpness, f);
      results.add(sharpness.image());
    }
    results.add(applied(image, new RandomPosterization(8 - bits, 1)));
    results.add(applied(image, new AutoContrast()));
    results.add(applied(image, new Equalization()));
    return results;
  }

  /** Inverts what is light. */
  static Image solarized(Image image, int threshold) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      int value = samples[i] & 0xff;
      samples[i] = (byte) (value < threshold ? value : 255 - value);
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }

  static Image applied(Image image, Augmentation change) {
    return change.apply(image, new SplittableRandom(0));
  }

  static Image warped(
      Image image, double yy, double yx, double y0, double xy, double xx, double x0) {
    Canvas canvas = new Canvas(image);
    canvas.warp(new Affine(image.height(), image.width(), yy, yx, y0, xy, xx, x0));
    return canvas.image();
  }

  private static Image brightened(Image image, double factor) {
    byte[] samples = image.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.min(255, Math.floor((samples[i] & 0xff) * factor + 0.5));
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }

  private static Image contrasted(Image image, double factor) {
    byte[] samples = image.samples().clone();
    int channels = image.channels();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = c; i < samples.length; i += channels) {
        sum += samples[i] & 0xff;
      }
      double mean = sum * channels / samples.length;
      for (int i = c; i < samples.length; i += channels) {
        double exact = mean + ((samples[i] & 0xff) - mean) * factor;
        samples[i] = (byte) Math.max(0, Math.min(255, Math.floor(exact + 0.5)));
      }
    }
    return new Image(image.height(), image.width(), channels, samples);
  }

  /** Tells whether two images differ by no more than a level anywhere. */
  static boolean close(Image one, Image other) {
    boolean close = one.size().equals(other.size());
    for (int i = 0; close && i < one.samples().length; i++) {
      close = Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff)) <= 1;
    }
    return close;
  }
}
