package dev.tenon.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Samples an image at the places that a map names.
 *
 * <p>Places are computed in fixed point, 32 bits after the point, and rounded to 1/1024 pixel for
 * the weights of the four neighbours, so that all machines give the same bytes.
 *
 * <p>The work is done in blocks of pixels: first their neighbours are gathered, then mixed, then
 * stored. Gathering jumps about; mixing is left with arrays in order, which the JVM's compiler
 * turns into vector instructions as long as its loop is small: hence one channel at a time.
 */
final class Sampler {
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int POINT = FixedPoint.POINT;
  private static final int WEIGHT = 10;
  private static final int ONE = 1 << WEIGHT;
  private static final int WHOLE = 1 << (2 * WEIGHT);
  private static final int HALF = WHOLE / 2;

  /** Half of the smallest weight, so that places are rounded to the nearest one. */
  private static final long NEAREST = 1L << POINT - WEIGHT - 1;

  private static final int BLOCK = 512;

  private byte[] source;
  private byte[] target;
  private int height;
  private int width;
  private int channels;
  private boolean packed;
  private FillMode fill;

  /** The value outside the image, in each byte of a pixel. */
  private int outside;

  /** A row's places, where they are not evenly spaced. */
  private long[] rowY = {};

  private long[] rowX = {};

  /** A block's neighbours: up to four channels each, one a byte. */
  private final int[] topLeft = new int[BLOCK];

  private final int[] topRight = new int[BLOCK];
  private final int[] bottomLeft = new int[BLOCK];
  private final int[] bottomRight = new int[BLOCK];

  /** The weights of the right neighbours and, above {@link #WEIGHT} bits, of the lower ones. */
  private final int[] weights = new int[BLOCK];

  private final int[] mixed = new int[BLOCK];

  /** Where the pixels of a row come from, in fixed point. */
  @FunctionalInterface
  interface Places {
    /** Writes the places of a row's pixels, as many as the new image is wide. */
    void row(int y, long[] placeY, long[] placeX);
  }

  /** Begins with an image and with what is seen outside it. */
  Sampler of(Image image, Warp.Outside seen) {
    source = image.samples();
    height = image.height();
    width = image.width();
    channels = image.channels();
    packed = channels == 3 || channels == 4;
    fill = seen.mode();
    outside = packed ? seen.value() * 0x01010101 : seen.value();
    return this;
  }

  /** Writes the new image of a map. */
  void sample(Affine map, byte[] into) {
    target = into;
    int passes = packed ? 1 : channels;
    for (int channel = 0; channel < passes; channel++) {
      channel(map, channel);
    }
  }

  /** Writes a new image of a size whose pixels come from any places. */
  void sample(int newHeight, int newWidth, Places places, byte[] into) {
    target = into;
    rowY = rowY.length < newWidth ? new long[newWidth] : rowY;
    rowX = rowX.length < newWidth ? new long[newWidth] : rowX;
    for (int y = 0; y < newHeight; y++) {
      places.row(y, rowY, rowX);
      int passes = packed ? 1 : channels;
      for (int channel = 0; channel < passes; channel++) {
        for (int x = 0; x < newWidth; x += BLOCK) {
          int count = Math.min(newWidth - x, BLOCK);
          for (int i = 0; i < count; i++) {
            take(channel, i, rowY[x + i] + NEAREST, rowX[x + i] + NEAREST);
          }
          finish(channel, y * newWidth + x, count);
        }
      }
    }
  }

  /** Samples one channel, or all of them where a pixel's samples are packed into one number. */
  private void channel(Affine map, int channel) {
    double most = FixedPoint.FAR / map.width();
    long stepY = FixedPoint.of(map.yx(), most);
    long stepX = FixedPoint.of(map.xx(), most);
    int done = 0;
    int filled = 0;
    for (int y = 0; y < map.height(); y++) {
      long placeY = FixedPoint.of(map.yy() * y + map.y0()) + NEAREST;
      long placeX = FixedPoint.of(map.xy() * y + map.x0()) + NEAREST;
      int x = 0;
      while (x < map.width()) {
        int count = Math.min(map.width() - x, BLOCK - filled);
        gather(channel, filled, count, placeY + x * stepY, placeX + x * stepX, stepY, stepX);
        x += count;
        filled += count;
        if (filled == BLOCK) {
          finish(channel, done, filled);
          done += filled;
          filled = 0;
        }
      }
    }
    if (filled > 0) {
      finish(channel, done, filled);
    }
  }

  private void gather(
      int channel, int at, int count, long startY, long startX, long stepY, long stepX) {
    long placeY = startY;
    long placeX = startX;
    for (int i = at; i < at + count; i++) {
      take(channel, i, placeY, placeX);
      placeY += stepY;
      placeX += stepX;
    }
  }

  /** Gathers the neighbours of one place. */
  private void take(int channel, int i, long placeY, long placeX) {
    int row = (int) (placeY >> POINT);
    int column = (int) (placeX >> POINT);
    // The last two pixels of a row are left to the edge: four bytes are read, and a pixel may have
    // three.
    if (row >= 0 && row < height - 1 && column >= 0 && column < width - 2) {
      int stride = width * channels;
      int a = row * stride + column * channels + channel;
      topLeft[i] = load(a);
      topRight[i] = load(a + channels);
      bottomLeft[i] = load(a + stride);
      bottomRight[i] = load(a + stride + channels);
    } else {
      int top = fill.index(row, height);
      int bottom = fill.index(row + 1, height);
      int left = fill.index(column, width);
      int right = fill.index(column + 1, width);
      topLeft[i] = edge(channel, top, left);
      topRight[i] = edge(channel, top, right);
      bottomLeft[i] = edge(channel, bottom, left);
      bottomRight[i] = edge(channel, bottom, right);
    }
    weights[i] = weights(placeY, placeX);
  }

  private int load(int at) {
    return packed ? (int) FOUR.get(source, at) : source[at] & 0xff;
  }

  private static int weights(long placeY, long placeX) {
    return (int) (placeY >>> (POINT - 2 * WEIGHT)) & (ONE - 1) << WEIGHT
        | (int) (placeX >>> (POINT - WEIGHT)) & (ONE - 1);
  }

  /** Returns what is seen at a row and a column, -1 where it is none of the image. */
  private int edge(int channel, int row, int column) {
    return row < 0 || column < 0 ? outside : pack((row * width + column) * channels + channel);
  }

  private int pack(int at) {
    int value = source[at] & 0xff;
    if (packed) {
      value |= (source[at + 1] & 0xff) << 8 | (source[at + 2] & 0xff) << 16;
      if (channels == 4) {
        value |= source[at + 3] << 24;
      }
    }
    return value;
  }

  private void finish(int channel, int first, int count) {
    // From the last channel to the first: each pushes those before it up by a byte.
    for (int c = packed ? channels - 1 : 0; c >= 0; c--) {
      mix(topLeft, topRight, bottomLeft, bottomRight, weights, mixed, count, c * Byte.SIZE);
    }
    if (packed) {
      storePixels(first, count);
    } else {
      for (int i = 0; i < count; i++) {
        target[(first + i) * channels + channel] = (byte) mixed[i];
      }
    }
  }

  private static void mix(
      int[] topLeft,
      int[] topRight,
      int[] bottomLeft,
      int[] bottomRight,
      int[] weights,
      int[] mixed,
      int count,
      int shift) {
    for (int i = 0; i < count; i++) {
      int right = weights[i] & (ONE - 1);
      int down = weights[i] >>> WEIGHT;
      int both = right * down;
      int sum =
          (topLeft[i] >>> shift & 0xff) * (WHOLE - (right + down << WEIGHT) + both)
              + (topRight[i] >>> shift & 0xff) * ((right << WEIGHT) - both)
              + (bottomLeft[i] >>> shift & 0xff) * ((down << WEIGHT) - both)
              + (bottomRight[i] >>> shift & 0xff) * both;
      mixed[i] = mixed[i] << Byte.SIZE | sum + HALF >>> 2 * WEIGHT;
    }
  }

  private void storePixels(int first, int count) {
    int out = first * channels;
    // Four bytes at once: where a pixel has three, the next one overwrites the fourth.
    int last = Math.min(count, Math.floorDiv(target.length - Integer.BYTES - out, channels) + 1);
    for (int i = 0; i < last; i++) {
      FOUR.set(target, out, mixed[i]);
      out += channels;
    }
    for (int i = last; i < count; i++) {
      for (int c = 0; c < channels; c++) {
        target[out++] = (byte) (mixed[i] >>> c * Byte.SIZE);
      }
    }
  }
}
