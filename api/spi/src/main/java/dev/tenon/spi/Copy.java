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
  private final Warp.Outside seen;
  private final byte[] source;
  private final byte[] target;
  private final int channels;

  private Copy(Image image, Warp.Outside seen, byte[] target) {
    this.image = image;
    this.seen = seen;
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
  static void copy(Image image, Affine map, Warp.Outside seen, byte[] target) {
    Copy copy = new Copy(image, seen, target);
    for (int y = 0; y < map.height(); y++) {
      int row = seen.mode().index(whole(map.yy() * y + map.y0()), image.height());
      int first = whole(map.xy() * y + map.x0());
      copy.row(row, y * map.width(), map.width(), first, map.xx() < 0 ? -1 : 1);
    }
  }

  private static int whole(double value) {
    return (int) Math.max(-FixedPoint.FAR, Math.min(FixedPoint.FAR, Math.rint(value)));
  }

  /** Writes a row whose first pixel comes from a column that may be outside, as the row may. */
  private void row(int row, int to, int count, int first, int step) {
    if (row < 0) {
      fill(to, count);
      return;
    }
    int from = row * image.width();
    int last = image.width() - 1;
    int before = Math.max(0, Math.min(count, step < 0 ? first - last : -first));
    int inside = step < 0 ? first + 1 : last + 1 - first;
    int end = Math.max(before, Math.min(count, inside));
    outside(from, to, before, first, step);
    if (end > before && step < 0) {
      mirror(from + first - before, to + before, end - before);
    } else if (end > before) {
      int begin = (from + first + before) * channels;
      System.arraycopy(source, begin, target, (to + before) * channels, (end - before) * channels);
    }
    outside(from, to + end, count - end, first + end * step, step);
  }

  /** Writes pixels that come from columns outside. */
  private void outside(int from, int to, int count, int first, int step) {
    for (int i = 0; i < count; i++) {
      int column = seen.mode().index(first + i * step, image.width());
      if (column < 0) {
        fill(to + i, 1);
      } else {
        System.arraycopy(source, (from + column) * channels, target, (to + i) * channels, channels);
      }
    }
  }

  private void fill(int to, int count) {
    Arrays.fill(target, to * channels, (to + count) * channels, (byte) seen.value());
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
