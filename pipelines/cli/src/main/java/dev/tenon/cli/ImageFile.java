package dev.tenon.cli;

import dev.tenon.predict.EncodedImage;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads image files of people who made mistakes. */
final class ImageFile {
  private ImageFile() {}

  /**
   * Reads an image.
   *
   * @param file the file
   * @param height the height that it must have
   * @param width the width that it must have
   * @param channels 1 to make it grey, 3 to make it red, green and blue
   * @return the image
   * @throws UserError if there is no such file, it is no image or damaged, or of another size
   */
  static Image read(Path file, int height, int width, int channels) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no image " + file + "; give the path of a PNG or JPEG file");
    }
    try {
      return EncodedImage.decode(Files.readAllBytes(file), height, width, channels);
    } catch (IOException e) {
      throw new UserError("cannot read the image " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + " " + e.getMessage(), e);
    }
  }
}
