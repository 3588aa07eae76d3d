package dev.tenon.examples;

import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Small colour images in six classes that differ in the brightness of each channel. */
final class Scenes {
  static final int SIDE = 18;
  private static final int CHANNELS = 3;
  private static final int FOUR_DIMENSIONS = 0x804;
  private static final int ONE_DIMENSION = 0x801;
  private static final int[][] COLOURS = {
    {200, 60, 60}, {60, 200, 60}, {60, 60, 200}, {200, 200, 60}, {60, 200, 200}, {200, 60, 200}
  };

  private Scenes() {}

  /** Writes a part of the data in the files that the tutorial reads. */
  static void write(Path folder, String part, int count) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(5 * Integer.BYTES + count * SIDE * SIDE * CHANNELS);
    images.putInt(FOUR_DIMENSIONS).putInt(count).putInt(SIDE).putInt(SIDE).putInt(CHANNELS);
    ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + count);
    labels.putInt(ONE_DIMENSION).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % COLOURS.length;
      labels.put((byte) label);
      images.put(image(label, Seeds.random(1, part, i)).samples());
    }
    Files.write(folder.resolve(part + "-images-idx4-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  /** Draws an image: its class's colour, and noise. */
  static Image image(int label, RandomGenerator random) {
    byte[] samples = new byte[SIDE * SIDE * CHANNELS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (COLOURS[label][i % CHANNELS] + random.nextInt(-50, 51));
    }
    return new Image(SIDE, SIDE, CHANNELS, samples);
  }
}
