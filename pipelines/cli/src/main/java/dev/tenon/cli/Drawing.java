package dev.tenon.cli;

import dev.tenon.spi.Console;
import dev.tenon.spi.StoredFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Puts charts into files. */
final class Drawing {
  private Drawing() {}

  /**
   * Draws a chart into a PNG file. It is welcome but not needed: where Java cannot write text, a
   * line says so, and there is no file.
   *
   * @param file where to
   * @param chart what draws it
   * @param console where to say so
   * @return whether it was drawn
   */
  static boolean write(StoredFile file, Supplier<BufferedImage> chart, Console console) {
    byte[] png;
    try {
      png = png(chart.get());
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fonts Java fails in one of these ways.
      console.line(
          file.name()
              + " is not drawn, since this Java cannot write text (install fontconfig and a font): "
              + e);
      return false;
    }
    file.write(out -> out.write(png));
    return true;
  }

  /** Encodes in memory: encoders answer a full disk with noise. */
  private static byte[] png(BufferedImage picture) {
    ImageIO.setUseCache(false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
