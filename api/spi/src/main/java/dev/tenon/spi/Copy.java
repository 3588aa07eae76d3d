package dev.tenon.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Moves whole pixels, row by row: what {@link Sampler} gives for a map under which a row's pixels
 * come from neighbouring pixels of one row, forwards or backwards, without any interpolation.
 */
final class Copy {
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Image image;
  private final byte[] source;
  private final byte[] target;
  private final int channels;

  private Copy(Image image, byte[] target) {
    this.image = image;
    this.source = image.samples();
    this.target = target;
    this.channels = image.channels();
  }

  /** Tells whether a map, in fixed point, leads to whole pixels alone. */
  static boolean suffices(Affine map) {
    return FixedPoint.of(map.yx()) == 0
        && Math.abs(FixedPoint.of(map.xx())) == FixedPoint.ONE
        && FixedPoint.isWhole(map.yy())
        && FixedPoint.isWhole(map.y0())
        && FixedPoint.isWhole(map.xy())
        && FixedPoint.isWhole(map.x0());
  }

  /** Tells whether such a map shows nothing but what is inside an image. */
  static boolean staysInside(Image image, Affine map) {
    int first = whole(map.y0());
    int last = whole(map.yy() * (map.height() - 1) + map.y0());
    int left = whole(map.x0());
    int below = whole(map.xy() * (map.height() - 1) + map.x0());
    int across = (map.width() - 1) * (map.xx() > 0 ? 1 : -1);
    return isWithin(image.height(), first, last)
        && isWithin(image.width(), left, left + across, below, below + across);
  }

  private static boolean isWithin(int size, int... places) {
    return Arrays.stream(places).allMatch(place -> place >= 0 && place < size);
  }

  /** Tells whether such a map gives the same image. */
  static boolean changesNothing(Image image, Affine map) {
    return map.height() == image.height()
        && map.width() == image.width()
        && map.xx() > 0
        && whole(map.yy()) == 1
        && whole(map.y0()) == 0
        && whole(map.xy()) == 0
        && whole(map.x0()) == 0;
  }

  /** Writes the new image. */
  static void copy(Image image, Affine map, byte[] target) {
    Copy copy = new Copy(image, target);
    for (int y = 0; y < map.height(); y++) {
      int row = Math.max(0, Math.min(image.height() - 1, whole(map.yy() * y + map.y0())));
      copy.row(row, y * map.width(), map.width(), whole(map.xy() * y + map.x0()), map.xx() < 0);
    }
  }

  private static int whole(double value) {
    return (int) Math.max(-FixedPoint.FAR, Math.min(FixedPoint.FAR, Math.rint(value)));
  }

  /** Copies a row whose first pixel comes from a column that may be outside. */
  private void row(int row, int to, int count, int first, boolean backwards) {
    int last = image.width() - 1;
    int beyond = backwards ? first - last : -first;
    int before = Math.max(0, Math.min(count, beyond));
    int inside = backwards ? first + 1 : last + 1 - first;
    int after = count - Math.max(before, Math.min(count, inside));
    int from = row * image.width();
    int left = backwards ? last : 0;
    repeat(from + left, to, before);
    int middle = count - before - after;
    if (middle > 0 && backwards) {
      mirror(from + first - before, to + before, middle);
    } else if (middle > 0) {
      int begin = (from + first + before) * channels;
      System.arraycopy(source, begin, target, (to + before) * channels, middle * channels);
    }
    repeat(from + last - left, to + before + middle, after);
  }

  private void repeat(int pixel, int to, int times) {
    for (int i = 0; i < times; i++) {
      System.arraycopy(source, pixel * channels, target, (to + i) * channels, channels);
    }
  }

  /** Copies pixels from the right to the left. */
  private void mirror(int from, int to, int count) {
    int in = from * channels;
    int out = to * channels;
    int end = out + count * channels;
    if (channels == 3) {
      // Four bytes at once, the fourth of which the next pixel overwrites. At the ends, it may be
      // another row's or nobody's.
      if (out < end) {
        pixel(in, out);
        in -= 3;
        out += 3;
      }
      for (; out < end - 3; out += 3) {
        FOUR.set(target, out, (int) FOUR.get(source, in));
        in -= 3;
      }
    }
    for (; out < end; out += channels) {
      pixel(in, out);
      in -= channels;
    }
  }

  private void pixel(int in, int out) {
    for (int c = 0; c < channels; c++) {
      target[out + c] = source[in + c];
    }
  }
}
