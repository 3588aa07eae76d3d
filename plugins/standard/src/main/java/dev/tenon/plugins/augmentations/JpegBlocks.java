package dev.tenon.plugins.augmentations;

/**
 * What JPEG does to one plane of samples: blocks of 8 x 8 go through the discrete cosine transform,
 * which is rounded to multiples of the steps in a table, and back. Used by one thread at a time.
 */
final class JpegBlocks {
  private static final int SIDE = 8;

  /** Bits after the point: of cosines, and of what is between two passes. */
  private static final int COSINE_BITS = 13;

  private static final int BETWEEN = 2;

  /** Two passes, each the square root of 8 times what it should be, give 8 times as much. */
  private static final int EIGHT = 3;

  private static final int MIDDLE = 128;

  /** By frequency and place: {@code sqrt(2) cos((2 x + 1) u pi / 16)}, but exactly 1 at first. */
  private static final int[] COSINES = cosines();

  /** ITU-T T.81, table K.1. */
  private static final int[] BRIGHTNESS = {
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99
  };

  /** ITU-T T.81, table K.2, where everything beyond the first four by four is 99. */
  private static final int[] COLOURS = {
    17, 18, 24, 47, 99, 99, 99, 99,
    18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99
  };

  private final int[] steps;
  private final int[] block = new int[SIDE * SIDE];
  private final int[] between = new int[SIDE * SIDE];

  private JpegBlocks(int[] table, int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    steps = new int[table.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.max(1, Math.min(255, (table[i] * scale + 50) / 100));
    }
  }

  /** Makes blocks for brightness at a quality from 1 to 100. */
  static JpegBlocks ofBrightness(int quality) {
    return new JpegBlocks(BRIGHTNESS, quality);
  }

  /** Makes blocks for colours at a quality from 1 to 100. */
  static JpegBlocks ofColours(int quality) {
    return new JpegBlocks(COLOURS, quality);
  }

  private static int[] cosines() {
    int[] cosines = new int[SIDE * SIDE];
    for (int i = 0; i < cosines.length; i++) {
      int u = i / SIDE;
      double norm = u == 0 ? 1 : StrictMath.sqrt(2);
      double cosine = StrictMath.cos((2 * (i % SIDE) + 1) * u * Math.PI / 16);
      cosines[i] = (int) Math.round(norm * cosine * (1 << COSINE_BITS));
    }
    return cosines;
  }

  /** Changes a plane to what is left of it; its edge is repeated up to whole blocks. */
  void lose(byte[] plane, int height, int width) {
    for (int y = 0; y < height; y += SIDE) {
      for (int x = 0; x < width; x += SIDE) {
        read(plane, height, width, y, x);
        forward(block, between, COSINE_BITS - BETWEEN);
        forward(between, block, COSINE_BITS + BETWEEN);
        round();
        backward(block, between, COSINE_BITS - BETWEEN);
        backward(between, block, COSINE_BITS + BETWEEN + EIGHT);
        write(plane, height, width, y, x);
      }
    }
  }

  private void read(byte[] plane, int height, int width, int y, int x) {
    for (int i = 0; i < SIDE; i++) {
      int row = Math.min(height - 1, y + i) * width;
      for (int j = 0; j < SIDE; j++) {
        block[i * SIDE + j] = (plane[row + Math.min(width - 1, x + j)] & 0xff) - MIDDLE;
      }
    }
  }

  private void write(byte[] plane, int height, int width, int y, int x) {
    int rows = Math.min(SIDE, height - y);
    int columns = Math.min(SIDE, width - x);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        plane[(y + i) * width + x + j] = Blend.clipped(block[i * SIDE + j] + MIDDLE);
      }
    }
  }

  /**
   * Transforms each row and transposes, so that twice this is the whole transform. Cosines are even
   * or odd about the middle, so half of the products do.
   */
  private static void forward(int[] from, int[] to, int shift) {
    int half = 1 << shift - 1;
    for (int row = 0; row < SIDE * SIDE; row += SIDE) {
      int at = row / SIDE;
      int a = from[row] + from[row + 7];
      int b = from[row + 1] + from[row + 6];
      int c = from[row + 2] + from[row + 5];
      int d = from[row + 3] + from[row + 4];
      for (int u = 0; u < SIDE; u += 2) {
        to[u * SIDE + at] = sum(u * SIDE, 1, a, b, c, d) + half >> shift;
      }
      a = from[row] - from[row + 7];
      b = from[row + 1] - from[row + 6];
      c = from[row + 2] - from[row + 5];
      d = from[row + 3] - from[row + 4];
      for (int u = 1; u < SIDE; u += 2) {
        to[u * SIDE + at] = sum(u * SIDE, 1, a, b, c, d) + half >> shift;
      }
    }
  }

  private static void backward(int[] from, int[] to, int shift) {
    int half = 1 << shift - 1;
    for (int row = 0; row < SIDE * SIDE; row += SIDE) {
      int at = row / SIDE;
      for (int x = 0; x < SIDE / 2; x++) {
        int even = sum(x, 2 * SIDE, from[row], from[row + 2], from[row + 4], from[row + 6]) + half;
        int odd =
            sum(SIDE + x, 2 * SIDE, from[row + 1], from[row + 3], from[row + 5], from[row + 7]);
        to[x * SIDE + at] = even + odd >> shift;
        to[(SIDE - 1 - x) * SIDE + at] = even - odd >> shift;
      }
    }
  }

  /** Sums up four products with cosines that are so far from one another. */
  private static int sum(int first, int apart, int a, int b, int c, int d) {
    return COSINES[first] * a
        + COSINES[first + apart] * b
        + COSINES[first + 2 * apart] * c
        + COSINES[first + 3 * apart] * d;
  }

  /** Takes the nearest multiple of each step, away from 0 half-way, and an eighth of it. */
  private void round() {
    for (int i = 0; i < block.length; i++) {
      int step = steps[i] << EIGHT;
      int size = (Math.abs(block[i]) + step / 2) / step * steps[i];
      block[i] = block[i] < 0 ? -size : size;
    }
  }
}
