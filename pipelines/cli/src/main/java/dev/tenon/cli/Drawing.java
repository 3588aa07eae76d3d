package dev.tenon.cli;

import dev.tenon.spi.Console;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Puts charts and other pictures into files. */
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
      png = drawn(file, chart);
    } catch (UserError e) {
      console.line(e.getMessage());
      return false;
    }
    file.write(out -> out.write(png));
    return true;
  }

  /**
   * Draws a picture that is needed into a PNG file.
   *
   * @param file where to
   * @param picture what draws it
   * @throws UserError if Java cannot write text
   */
  static void write(StoredFile file, Supplier<BufferedImage> picture) {
    byte[] png = drawn(file, picture);
    file.write(out -> out.write(png));
  }

  private static byte[] drawn(StoredFile file, Supplier<BufferedImage> picture) {
    try {
      return png(picture.get());
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fonts Java fails in one of these ways.
      throw new UserError(
          file.name()
              + " is not drawn, since this Java cannot write text (install fontconfig and a font): "
              + e,
          e);
    }
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
