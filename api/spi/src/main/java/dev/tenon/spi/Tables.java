package dev.tenon.spi;

/** Changes of samples that depend on their values alone. */
final class Tables {
  private Tables() {}

  /** Returns the table that does the work of one and then that of another. */
  static byte[] compose(byte[] first, byte[] next) {
    byte[] both = new byte[first.length];
    for (int value = 0; value < both.length; value++) {
      both[value] = next[first[value] & 0xff];
    }
    return both;
  }

  /** Changes each channel by its table; the target may be the image's own samples. */
  static void apply(byte[][] tables, Image image, byte[] target) {
    byte[] source = image.samples();
    int channels = image.channels();
    if (channels == 3) {
      pixels(tables[0], tables[1], tables[2], source, target);
    } else {
      for (int c = 0; c < channels; c++) {
        byte[] table = tables[c];
        for (int i = c; i < source.length; i += channels) {
          target[i] = table[source[i] & 0xff];
        }
      }
    }
  }

  private static void pixels(byte[] red, byte[] green, byte[] blue, byte[] source, byte[] target) {
    for (int i = 0; i < source.length; i += 3) {
      target[i] = red[source[i] & 0xff];
      target[i + 1] = green[source[i + 1] & 0xff];
      target[i + 2] = blue[source[i + 2] & 0xff];
    }
  }

  /** Counts how often each value occurs in each channel. */
  static int[][] histogram(Image image) {
    byte[] samples = image.samples();
    int channels = image.channels();
    int[][] counts = new int[channels][Canvas.VALUES];
    if (channels == 3) {
      pixels(counts[0], counts[1], counts[2], samples);
    } else {
      for (int c = 0; c < channels; c++) {
        int[] count = counts[c];
        for (int i = c; i < samples.length; i += channels) {
          count[samples[i] & 0xff]++;
        }
      }
    }
    return counts;
  }

  private static void pixels(int[] red, int[] green, int[] blue, byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      red[samples[i] & 0xff]++;
      green[samples[i + 1] & 0xff]++;
      blue[samples[i + 2] & 0xff]++;
    }
  }

  /** Returns what becomes of counts when values are changed. */
  static int[][] histogram(int[][] counts, byte[][] tables) {
    int[][] changed = new int[counts.length][Canvas.VALUES];
    for (int c = 0; c < counts.length; c++) {
      for (int value = 0; value < Canvas.VALUES; value++) {
        changed[c][tables[c][value] & 0xff] += counts[c][value];
      }
    }
    return changed;
  }
}
