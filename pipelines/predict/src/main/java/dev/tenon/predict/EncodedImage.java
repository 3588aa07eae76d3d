package dev.tenon.predict;

import dev.tenon.spi.Image;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes PNG and JPEG files, and whatever else Java can read.
 *
 * <p>The size is read from the file's header first, and only an image of the size that is wanted is
 * decoded: a small file may claim to be a huge image. Colour becomes grey by the luma of ITU-R
 * BT.601, {@code 0.299 R + 0.587 G + 0.114 B}; transparency is ignored.
 */
public final class EncodedImage {
  private EncodedImage() {}

  /**
   * Decodes an image.
   *
   * @param file the file's bytes
   * @param height the height that it must have
   * @param width the width that it must have
   * @param channels 1 to make it grey, 3 to make it red, green and blue
   * @return the image
   * @throws IllegalArgumentException if it is no image or damaged, of another size, or of another
   *     number of channels; the message begins with a verb, for a name to stand before it
   */
  public static Image decode(byte[] file, int height, int width, int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "cannot have the " + channels + " channels that the model takes, only 1 or 3");
    }
    BufferedImage picture = picture(file, height, width);
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

  private static BufferedImage picture(byte[] file, int height, int width) {
    // A cache on the disk would only fill it.
    ImageIO.setUseCache(false);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IllegalArgumentException("is no image that can be read; give a PNG or JPEG file");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int[] size = {read(() -> reader.getHeight(0)), read(() -> reader.getWidth(0))};
        if (size[0] != height || size[1] != width) {
          throw new IllegalArgumentException(
              "is %d pixels high and %d wide, and the model takes images of %d x %d; resize it first"
                  .formatted(size[0], size[1], height, width));
        }
        return read(() -> reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** What a decoder does. */
  private interface Step<T> {
    T run() throws IOException;
  }

  /** Decoders meet damage with whatever exception comes. */
  private static <T> T read(Step<T> step) {
    try {
      return step.run();
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private static IllegalArgumentException damaged(Exception e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new IllegalArgumentException("cannot be read: " + reason + "; it may be damaged", e);
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
