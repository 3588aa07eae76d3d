package dev.tenon.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Grey images of 8 x 8 pixels in four classes, told apart by the quarter that is bright, in IDX
 * files.
 *
 * @param images the images' file
 * @param labels the labels' file
 */
record TinyData(Path images, Path labels) {
  static final int SIDE = 8;
  static final int CLASSES = 4;
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  /** Writes data of a kind that a small network learns in an epoch or two. */
  static TinyData write(Path folder, String name, int count) {
    return write(folder, name, count, SIDE, CLASSES);
  }

  /** Writes data of any size, whose labels count up to a number of classes. */
  static TinyData write(Path folder, String name, int count, int side, int classes) {
    SplittableRandom random = new SplittableRandom(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * side * side);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    images.putInt(IMAGES_MAGIC).putInt(count).putInt(side).putInt(side);
    labels.putInt(LABELS_MAGIC).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % classes;
      labels.put((byte) label);
      images.put(image(label, side, random));
    }
    TinyData data =
        new TinyData(folder.resolve(name + "-images"), folder.resolve(name + "-labels"));
    write(data.images, images.array());
    write(data.labels, labels.array());
    return data;
  }

  /** Draws one image: noise, and one quarter that is brighter. */
  static byte[] image(int label, int side, SplittableRandom random) {
    byte[] samples = new byte[side * side];
    for (int i = 0; i < samples.length; i++) {
      int quarter = i / side / (side / 2) * 2 + i % side / (side / 2);
      samples[i] = (byte) (random.nextInt(80) + (quarter == label % 4 ? 150 : 0));
    }
    return samples;
  }

  /** Returns the source's JSON. */
  String json() {
    return "{\"type\": \"idx\", \"images\": \"%s\", \"labels\": \"%s\"}".formatted(images, labels);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
