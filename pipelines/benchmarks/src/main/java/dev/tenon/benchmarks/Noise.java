package dev.tenon.benchmarks;

import dev.tenon.plugins.sources.Idx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Images of noise with labels at random, in files of Fashion-MNIST's form. */
final class Noise {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final int THREE_DIMENSIONS = 0x803;
  private static final int ONE_DIMENSION = 0x801;

  private Noise() {}

  /** Writes files and returns their source. */
  static Idx write(Path folder, String part, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(count);
    byte[] samples = new byte[count * SIDE * SIDE];
    random.nextBytes(samples);
    ByteBuffer images = ByteBuffer.allocate(4 * Integer.BYTES + samples.length);
    images.putInt(THREE_DIMENSIONS).putInt(count).putInt(SIDE).putInt(SIDE).put(samples);
    ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + count);
    labels.putInt(ONE_DIMENSION).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (i < CLASSES ? i : random.nextInt(CLASSES)));
    }
    Path imagesFile = Files.write(folder.resolve(part + "-images"), images.array());
    Path labelsFile = Files.write(folder.resolve(part + "-labels"), labels.array());
    return new Idx(imagesFile, labelsFile);
  }
}
