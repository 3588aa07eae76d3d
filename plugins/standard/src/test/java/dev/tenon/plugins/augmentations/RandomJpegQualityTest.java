package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class RandomJpegQualityTest implements AugmentationContract {
  @Override
  public RandomJpegQuality extension() {
    return new RandomJpegQuality(5, 95);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.empty();
  }

  private static Image compressed(Image image, int quality) {
    Canvas canvas = new Canvas(image);
    RandomJpegQuality.compress(canvas, quality);
    return canvas.image();
  }

  /** What the JDK's codec makes of an image: the independent oracle. */
  private static Image throughAFile(Image image, int quality) throws IOException {
    boolean grey = image.channels() == 1;
    BufferedImage picture =
        new BufferedImage(
            image.width(),
            image.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < image.channels(); c++) {
          picture.getRaster().setSample(x, y, c, image.at(y, x, c));
        }
      }
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file(picture, quality)));
    byte[] samples = new byte[image.samples().length];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / image.channels();
      int x = pixel % image.width();
      int y = pixel / image.width();
      int shift = 16 - 8 * (i % image.channels());
      samples[i] = (byte) (grey ? read.getRaster().getSample(x, y, 0) : read.getRGB(x, y) >> shift);
    }
    return new Image(image.height(), image.width(), image.channels(), samples);
  }

  private static byte[] file(BufferedImage picture, int quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality / 100f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Slopes and edges, and a little noise. */
  private static Image scene(int height, int width, int channels) {
    byte[] samples = new byte[height * width * channels];
    Image noise = Pictures.random(height, width, channels, 9);
    for (int i = 0; i < samples.length; i++) {
      int y = i / channels / width;
      int x = i / channels % width;
      int c = i % channels;
      double slope = 60 + 90 * Math.sin(0.07 * x + c) * Math.cos(0.05 * y - c);
      double edge = (x / 21 + y / 17) % 2 * 50;
      samples[i] = (byte) (int) (70 + slope / 2 + edge + noise.at(y, x, c) / 16.0);
    }
    return new Image(height, width, channels, samples);
  }

  private static double distance(Image one, Image other) {
    double sum = 0;
    for (int i = 0; i < one.samples().length; i++) {
      sum += Math.abs((one.samples()[i] & 0xff) - (other.samples()[i] & 0xff));
    }
    return sum / one.samples().length;
  }

  @Test
  void a_grey_image_becomes_what_a_jpeg_file_shows() throws IOException {
    for (Image image : new Image[] {scene(64, 80, 1), scene(45, 51, 1), scene(3, 1, 1)}) {
      for (int quality : new int[] {2, 10, 30, 50, 75, 90, 100}) {
        Image compressed = compressed(image, quality);
        Image file = throughAFile(image, quality);
        assertThat(distance(compressed, file)).as("at %s", quality).isLessThan(0.15);
      }
    }
  }

  @Test
  void a_coloured_image_comes_close_to_what_a_jpeg_file_shows() throws IOException {
    // Decoders interpolate colours at half the resolution, each in its way.
    Image image = scene(64, 81, 3);
    for (int quality : new int[] {5, 20, 50, 75, 95}) {
      Image compressed = compressed(image, quality);
      Image file = throughAFile(image, quality);
      assertThat(distance(compressed, file))
          .as("at %s", quality)
          .isLessThan(distance(image, file) / 2 + 1);
    }
  }

  @Test
  void one_colour_becomes_the_one_that_a_jpeg_file_shows() throws IOException {
    // Without differences there is nothing to interpolate.
    for (int seed = 0; seed < 40; seed++) {
      byte[] colour = Pictures.random(1, 1, 3, seed).samples();
      byte[] samples = new byte[16 * 16 * 3];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = colour[i % 3];
      }
      Image plain = new Image(16, 16, 3, samples);
      for (int quality : new int[] {25, 50, 100}) {
        Image compressed = compressed(plain, quality);
        Image file = throughAFile(plain, quality);
        for (int c = 0; c < 3; c++) {
          assertThat(compressed.at(7, 9, c))
              .as("channel %s of seed %s at %s", c, seed, quality)
              .isCloseTo(file.at(7, 9, c), within(1));
        }
      }
    }
  }

  @Test
  void less_is_left_at_a_lower_quality() {
    Image image = scene(64, 64, 3);
    double last = 0;
    for (int quality : new int[] {100, 80, 50, 20, 5}) {
      double lost = distance(image, compressed(image, quality));
      assertThat(lost).isGreaterThan(last);
      last = lost;
    }
  }

  @Test
  void a_block_of_one_colour_is_rounded_by_the_first_step_alone() {
    // At quality 50 the mean's step is 16 / 8 levels about 128, at quality 1 (255) 31.875.
    for (int value = 0; value < 256; value++) {
      byte[] plain = new byte[64];
      Arrays.fill(plain, (byte) value);
      Image image = new Image(8, 8, 1, plain);
      double left = value - 128;
      assertThat((double) compressed(image, 50).at(3, 4, 0))
          .isCloseTo(
              128 + Math.signum(left) * Math.floor(Math.abs(left) / 2 + 0.5) * 2, within(1.0))
          .isBetween(0.0, 255.0);
      double coarse = Math.signum(left) * Math.floor(Math.abs(left) / 31.875 + 0.5) * 31.875;
      assertThat((double) compressed(image, 1).at(3, 4, 0))
          .isCloseTo(Math.max(0, Math.min(255, 128 + coarse)), within(0.51));
    }
  }

  @Test
  void qualities_are_checked() {
    assertThatThrownBy(() -> new RandomJpegQuality(0, 50)).hasMessageContaining("got 0 and 50");
    assertThatThrownBy(() -> new RandomJpegQuality(60, 50)).hasMessageContaining("got 60 and 50");
    assertThatThrownBy(() -> new RandomJpegQuality(60, 101)).hasMessageContaining("60 and 101");
  }
}
