package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * An image that {@link Augmentation}s change one after the other, and that puts off their work:
 *
 * <ul>
 *   <li>Geometric changes in a row are composed into one map, by which the image is sampled once.
 *       However many there are, pixels are interpolated once, and content that one of them moves
 *       out and the next one moves in again is not lost.
 *   <li>Changes of values in a row are composed into one table, which is exactly what one after the
 *       other gives.
 * </ul>
 *
 * <p>A canvas may be used for one image after another; then it works in memory of its own that it
 * uses again, but for images that it has handed out. It is used by one thread at a time.
 */
@API(status = EXPERIMENTAL)
public final class Canvas {
  /** How many values a sample can have. */
  public static final int VALUES = 256;

  private final Scratch scratch = new Scratch();
  private Sampler sampler;

  private Image image;

  /** Whether the samples of the image are in memory of this canvas that nobody else knows. */
  private boolean own;

  private Warp warp;
  private byte[][] tables;

  /** Makes a canvas on which an image must {@linkplain #begin begin}. */
  public Canvas() {}

  /**
   * Begins with an image.
   *
   * @param image the original, which stays as it is
   */
  public Canvas(Image image) {
    begin(image);
  }

  /**
   * Begins anew with another image.
   *
   * @param original the original, which stays as it is
   */
  public void begin(Image original) {
    put(original, false);
    forget();
  }

  /**
   * Begins anew with another image.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   * @param samples where the samples are; neither they nor the buffer's position change
   * @param at the index of the first
   */
  public void begin(int height, int width, int channels, ByteBuffer samples, int at) {
    byte[] copy = scratch.take(height * width * channels);
    samples.get(at, copy);
    put(new Image(height, width, channels, copy), true);
    forget();
  }

  private void forget() {
    warp = null;
    tables = null;
  }

  /** Returns how many rows the image has by now. */
  public int height() {
    return warp == null ? image.height() : warp.height();
  }

  /** Returns how many pixels a row of the image has by now. */
  public int width() {
    return warp == null ? image.width() : warp.width();
  }

  /** Returns how many samples a pixel has. */
  public int channels() {
    return image.channels();
  }

  /**
   * Takes each pixel from another place. Between pixels, values are interpolated bilinearly;
   * outside the image they are those of the nearest pixel (Keras's fill mode {@code nearest}). A
   * map that leads to whole pixels alone, such as a flip's or a crop's, copies them as they are.
   *
   * @param next from the pixels of the new image to places in the one so far
   */
  public void warp(Affine next) {
    warp(next, FillMode.NEAREST, 0);
  }

  /**
   * Takes each pixel from another place, as {@link #warp(Affine)} does, with another content of
   * what is outside. Maps whose contents outside differ are not composed, unless one of them shows
   * nothing from outside, such as a flip's or a crop's.
   *
   * @param next from the pixels of the new image to places in the one so far
   * @param mode what is seen outside the image
   * @param value the value of each sample there, from 0 to 255; only for {@link FillMode#CONSTANT}
   */
  public void warp(Affine next, FillMode mode, int value) {
    warp(Projection.of(next), mode, value);
  }

  /**
   * Takes each pixel from another place, as {@link #warp(Affine, FillMode, int)} does, by a
   * projective map.
   *
   * @param next from the pixels of the new image to places in the one so far
   * @param mode what is seen outside the image
   * @param value the value of each sample there, from 0 to 255; only for {@link FillMode#CONSTANT}
   */
  public void warp(Projection next, FillMode mode, int value) {
    put(Warp.of(next, height(), width(), mode, value));
  }

  private void put(Warp next) {
    if (tables != null || warp != null && !warp.composes(next)) {
      settle();
    }
    warp = warp == null ? next : warp.then(next);
  }

  /**
   * Takes each pixel from a place of its own near it. What geometric changes before have put off is
   * done in the same go; those after it find a new image.
   *
   * @param down by pixel, row by row, how far below it is the place in the image so far that it
   *     comes from, in pixels
   * @param right how far to its right
   * @param mode what is seen outside the image
   * @param value the value of each sample there, from 0 to 255; only for {@link FillMode#CONSTANT}
   */
  public void displace(double[] down, double[] right, FillMode mode, int value) {
    int height = height();
    int width = width();
    if (down.length != height * width || right.length != height * width) {
      throw new IllegalArgumentException(
          "an image of %dx%d needs %d displacements, got %d and %d"
              .formatted(height, width, height * width, down.length, right.length));
    }
    put(Warp.none(height, width, mode, value));
    byte[] target = scratch.take(height * width * channels());
    warp.write(image, down, right, sampler(), target);
    put(new Image(height, width, channels(), target), true);
    warp = null;
  }

  /**
   * Replaces each sample by what a table holds for its value.
   *
   * @param changes one table of {@value #VALUES} values for all channels, or one for each channel
   */
  public void recolor(byte[]... changes) {
    if (changes.length != 1 && changes.length != channels()
        || Arrays.stream(changes).anyMatch(table -> table.length != VALUES)) {
      throw new IllegalArgumentException(
          "an image of %d channels needs 1 table or %d, of %d values each"
              .formatted(channels(), channels(), VALUES));
    }
    if (warp != null) {
      settle();
    }
    byte[][] composed = new byte[channels()][];
    for (int c = 0; c < composed.length; c++) {
      byte[] change = changes[changes.length == 1 ? 0 : c];
      composed[c] = tables == null ? change : Tables.compose(tables[c], change);
    }
    tables = composed;
  }

  /**
   * Counts how often each value occurs.
   *
   * @return by channel and value, how many samples of the image have it by now
   */
  public int[][] histogram() {
    if (warp != null) {
      settle();
    }
    int[][] counts = Tables.histogram(image);
    return tables == null ? counts : Tables.histogram(counts, tables);
  }

  /**
   * Puts another image in the place of this one.
   *
   * @param other an image with as many channels
   */
  public void replace(Image other) {
    if (other.channels() != channels()) {
      throw new IllegalArgumentException(
          "an image of "
              + channels()
              + " channels cannot be replaced by one of "
              + other.channels());
    }
    begin(other);
  }

  /**
   * Does what has been put off.
   *
   * @return the image by now; the original itself if nothing has changed it
   */
  public Image image() {
    settle();
    own = false;
    return image;
  }

  /**
   * Does what has been put off and copies the samples.
   *
   * @param target where they go
   * @param at the index of the first; the buffer's position does not change
   */
  public void copyTo(ByteBuffer target, int at) {
    settle();
    target.put(at, image.samples());
  }

  private void settle() {
    if (warp != null) {
      move();
      warp = null;
    }
    if (tables != null) {
      byte[] target = own ? image.samples() : scratch.take(image.samples().length);
      Tables.apply(tables, image, target);
      if (!own) {
        put(new Image(image.height(), image.width(), channels(), target), true);
      }
      tables = null;
    }
  }

  private void move() {
    if (!warp.changesNothing(image)) {
      byte[] target = scratch.take(warp.height() * warp.width() * channels());
      warp.write(image, sampler(), target);
      put(new Image(warp.height(), warp.width(), channels(), target), true);
    }
  }

  private Sampler sampler() {
    sampler = sampler == null ? new Sampler() : sampler;
    return sampler;
  }

  private void put(Image next, boolean ours) {
    if (own) {
      scratch.give(image.samples());
    }
    image = next;
    own = ours;
  }
}
