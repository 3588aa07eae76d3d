package dev.tenon.plugins.sources;

import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The records of a pair of IDX files. */
record IdxExamples(String prefix, IdxFile images, IdxFile answers, List<String> labels)
    implements Examples {
  /** Digits of the smallest record number, which leave room for a million records. */
  private static final int DIGITS = 6;

  @Override
  public long size() {
    return images.count();
  }

  @Override
  public void read(long from, long to, Consumer<Reading> sink) {
    Objects.checkFromToIndex(from, to, size());
    for (int i = (int) from; i < to; i++) {
      sink.accept(read(i));
    }
  }

  private Reading read(int i) {
    String id = id(i);
    int label = answers.data().get(i) & 0xff;
    if (label >= labels.size()) {
      return new Rejected(
          id,
          "label "
              + label
              + " is out of range: there are "
              + labels.size()
              + " classes, 0 to "
              + (labels.size() - 1));
    }
    int height = images.dimension(1);
    int width = images.dimension(2);
    int channels = images.dimension(3);
    byte[] samples = new byte[height * width * channels];
    images.data().get(i * samples.length, samples);
    return new Example(id, new Image(height, width, channels, samples), label);
  }

  /** Pads all numbers to one length, so that the order of ids is the order of records. */
  private String id(int i) {
    int digits = Math.max(DIGITS, Integer.toString(images.count() - 1).length());
    String number = Integer.toString(i);
    return prefix + "-" + "0".repeat(digits - number.length()) + number;
  }

  @Override
  public void close() {
    // The memory goes with the last reference; there is nothing to return.
  }
}
