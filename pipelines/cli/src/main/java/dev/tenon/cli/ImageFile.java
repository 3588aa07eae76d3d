package dev.tenon.cli;

import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG and JPEG files, and whatever else Java can read.
 *
 * <p>The size is read from the file's header first, and only an image of the size that is wanted is
 * decoded: a small file may claim to be a huge image. Colour becomes grey by the luma of ITU-R
 * BT.601, {@code 0.299 R + 0.587 G + 0.114 B}; transparency is ignored.
 */
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
    if (channels != 1 && channels != 3) {
      throw new UserError(
          "the model takes images of " + channels + " channels, and image files have 1 or 3");
    }
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no image " + file + "; give the path of a PNG or JPEG file");
    }
    BufferedImage picture = decode(file, height, width);
    byte[] samples = new byte[height * width * channels];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = rgb(picture, x, y);
        if (channels == 1) {
          samples[i++] = (byte) luma(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
        } else {
          samples[i++] = (byte) (rgb >> 16);
          samples[i++] = (byte) (rgb >> 8);
          samples[i++] = (byte) rgb;
        }
      }
    }
    return new Image(height, width, channels, samples);
  }

  private static BufferedImage decode(Path file, int height, int width) {
    // A cache on the disk would only fill it.
    ImageIO.setUseCache(false);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UserError(file + " is no image that can be read; give a PNG or JPEG file");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        requireSize(file, reader.getHeight(0), reader.getWidth(0), height, width);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders meet damage with whatever exception comes.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new UserError(
          "cannot read the image " + file + ": " + reason + "; it may be damaged", e);
    }
  }

  private static void requireSize(Path file, int gotHeight, int gotWidth, int height, int width) {
    if (gotHeight != height || gotWidth != width) {
      throw new UserError(
          "%s is %d pixels high and %d wide, and the model takes images of %d x %d; resize it first"
              .formatted(file, gotHeight, gotWidth, height, width));
    }
  }

  /**
   * Java takes grey samples for linear light and would brighten them; here they stay as they are.
   */
  private static int rgb(BufferedImage picture, int x, int y) {
    Raster raster = picture.getRaster();
    boolean grey =
        picture.getColorModel() instanceof ComponentColorModel && raster.getNumBands() <= 2;
    if (!grey) {
      return picture.getRGB(x, y);
    }
    int sample = raster.getSample(x, y, 0);
    int level = raster.getTransferType() == DataBuffer.TYPE_BYTE ? sample : sample >> 8;
    return level << 16 | level << 8 | level;
  }

  private static int luma(int red, int green, int blue) {
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }
}
