package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import dev.tenon.plugins.sources.Idx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** Images of noise with labels at random, in files of the form of Fashion-MNIST's. */
final class Noise {
  private static final int CLASSES = 10;
  private static final int BYTES = 0x800;

  private Noise() {}

  /** Writes files and returns their source. */
  static Idx write(Path folder, String part, Input size, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(count);
    byte[] samples = new byte[count * size.height() * size.width() * size.channels()];
    random.nextBytes(samples);
    boolean grey = size.channels() == 1;
    ByteBuffer images = ByteBuffer.allocate(5 * Integer.BYTES + samples.length);
    images.putInt(BYTES + (grey ? 3 : 4)).putInt(count).putInt(size.height()).putInt(size.width());
    if (!grey) {
      images.putInt(size.channels());
    }
    images.put(samples).flip();
    ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + count);
    labels.putInt(BYTES + 1).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (i < CLASSES ? i : random.nextInt(CLASSES)));
    }
    Path imagesFile = folder.resolve(part + "-images");
    try (FileChannel out =
        FileChannel.open(imagesFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(images);
    }
    Path labelsFile = Files.write(folder.resolve(part + "-labels"), labels.array());
    return new Idx(imagesFile, labelsFile);
  }
}
