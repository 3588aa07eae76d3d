package dev.tenon.plugins.augmentations;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.random.RandomGenerator;

/**
 * Loses what JPEG loses at a quality of chance: blocks, ringing edges and smeared colours appear.
 *
 * <p>The quality is a whole number, drawn evenly from {@code [lowest, highest]}, and means what it
 * does to the Independent JPEG Group's library, which most programs write files by, the JDK
 * included: with {@code s = 5000 / quality} below 50 and {@code s = 200 - 2 quality} from there on,
 * each step of the tables in ITU-T T.81, annex K.1, becomes {@code floor((step s + 50) / 100)},
 * kept within 1 to 255. An image of three channels is taken for red, green and blue and goes
 * through YCbCr (JFIF), colours at half the resolution (4:2:0); of any other, each channel is
 * compressed by the table of brightness, so that an image of one channel becomes what a grey JPEG
 * shows.
 *
 * <p>There is no file, since its coding loses nothing: transform, rounding and transform back are
 * computed in fixed point, with the same result on all machines, where codecs differ in their last
 * bits. They agree with a codec's result to a few levels. TensorFlow calls the change {@code
 * random_jpeg_quality}, torchvision {@code JPEG}; Keras has none.
 *
 * <p>Example: {@code experiment.withAugmentations(new RandomJpegQuality(30, 100))}.
 *
 * @param lowest the lowest quality, 1 to 100
 * @param highest the highest quality, from the lowest to 100
 */
public record RandomJpegQuality(int lowest, int highest) implements Augmentation {
  /** Checks the qualities. */
  public RandomJpegQuality {
    if (lowest < 1 || lowest > highest || highest > 100) {
      throw new IllegalArgumentException(
          "qualities must be from 1 to 100, the lowest first, got " + lowest + " and " + highest);
    }
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    compress(canvas, lowest + random.nextInt(highest - lowest + 1));
  }

  /** Loses what a quality loses. */
  static void compress(Canvas canvas, int quality) {
    Image image = canvas.image();
    byte[] source = image.samples();
    int height = image.height();
    int width = image.width();
    byte[] target = new byte[source.length];
    JpegBlocks lightness = JpegBlocks.ofBrightness(quality);
    if (Luma.isColoured(image.channels())) {
      JpegColours colours = JpegColours.of(image);
      lightness.lose(colours.brightness(), height, width);
      JpegBlocks chroma = JpegBlocks.ofColours(quality);
      chroma.lose(colours.blue(), (height + 1) / 2, (width + 1) / 2);
      chroma.lose(colours.red(), (height + 1) / 2, (width + 1) / 2);
      colours.copyTo(target, height, width);
    } else {
      byte[] plane = new byte[height * width];
      for (int c = 0; c < image.channels(); c++) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] = source[i * image.channels() + c];
        }
        lightness.lose(plane, height, width);
        for (int i = 0; i < plane.length; i++) {
          target[i * image.channels() + c] = plane[i];
        }
      }
    }
    canvas.replace(Samples.put(image, target));
  }
}
