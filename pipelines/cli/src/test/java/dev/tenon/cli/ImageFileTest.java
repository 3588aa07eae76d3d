package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir private Path folder;

  private Path png(String name, BufferedImage picture) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private static BufferedImage picture(int type, int... rgb) {
    BufferedImage picture = new BufferedImage(rgb.length, 1, type);
    for (int x = 0; x < rgb.length; x++) {
      picture.setRGB(x, 0, rgb[x]);
    }
    return picture;
  }

  @Test
  void colours_are_read_as_red_green_blue() throws IOException {
    Path file = png("colour.png", picture(BufferedImage.TYPE_INT_RGB, 0x0a141e, 0xff0080));

    assertThat(ImageFile.read(file, 1, 2, 3))
        .isEqualTo(new Image(1, 2, 3, new byte[] {10, 20, 30, -1, 0, -128}));
  }

  @Test
  void colours_become_grey_by_their_luma() throws IOException {
    Path file =
        png("colour.png", picture(BufferedImage.TYPE_INT_RGB, 0xff0000, 0x00ff00, 0x0000ff));

    // 0.299, 0.587 and 0.114 of 255, rounded.
    assertThat(ImageFile.read(file, 1, 3, 1))
        .isEqualTo(new Image(1, 3, 1, new byte[] {76, (byte) 150, 29}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void grey_samples_stay_exactly_as_they_are(int channels) throws IOException {
    BufferedImage picture = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      picture.getRaster().setSample(x, 0, 0, x);
    }

    Image image = ImageFile.read(png("grey.png", picture), 1, 256, channels);

    for (int x = 0; x < 256; x++) {
      for (int c = 0; c < channels; c++) {
        assertThat(image.at(0, x, c)).isEqualTo(x);
      }
    }
  }

  @Test
  void of_sixteen_bits_the_upper_eight_are_taken() throws IOException {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSample(0, 0, 0, 0xabcd);

    assertThat(ImageFile.read(png("deep.png", picture), 1, 1, 1).at(0, 0, 0)).isEqualTo(0xab);
  }

  @Test
  void black_and_white_and_palettes_and_transparency_are_understood() throws IOException {
    Path binary = png("binary.png", picture(BufferedImage.TYPE_BYTE_BINARY, 0, 0xffffff));
    Path palette = png("palette.png", picture(BufferedImage.TYPE_BYTE_INDEXED, 0xff0000, 0));
    Path alpha = png("alpha.png", picture(BufferedImage.TYPE_INT_ARGB, 0x80ff0000, 0xff000000));

    assertThat(ImageFile.read(binary, 1, 2, 1).samples()).containsExactly(0, 255);
    assertThat(ImageFile.read(palette, 1, 2, 3).samples()).containsExactly(255, 0, 0, 0, 0, 0);
    assertThat(ImageFile.read(alpha, 1, 2, 3).samples()).containsExactly(255, 0, 0, 0, 0, 0);
  }

  @Test
  void jpeg_is_read_too() throws IOException {
    Path file = folder.resolve("white.jpg");
    BufferedImage white = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    white.createGraphics().fillRect(0, 0, 8, 8);
    ImageIO.write(white, "jpg", file.toFile());

    assertThat(ImageFile.read(file, 8, 8, 1).at(4, 4, 0)).isGreaterThan(250);
  }

  @Test
  void another_size_is_refused_with_both_sizes() throws IOException {
    Path file = png("small.png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));

    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            file
                + " is 2 pixels high and 3 wide, and the model takes images of 28 x 28; resize it"
                + " first");
  }

  @Test
  void a_small_file_that_claims_to_be_huge_is_refused_before_it_is_decoded() throws IOException {
    Path file = folder.resolve("huge.png");
    Files.write(file, pngHeader(40_000, 40_000));

    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("40000 pixels high and 40000 wide");
  }

  @Test
  void damage_is_told_with_the_file_and_the_reason() throws IOException {
    Path whole = png("whole.png", new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.png");
    Files.write(cut, java.util.Arrays.copyOf(bytes, 60));

    assertThatThrownBy(() -> ImageFile.read(cut, 28, 28, 1))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(cut + " cannot be read: ")
        .hasMessageEndingWith("; it may be damaged");
  }

  @Test
  void what_is_no_image_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.png"), "no image");

    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, 1))
        .isInstanceOf(UserError.class)
        .hasMessage(file + " is no image that can be read; give a PNG or JPEG file");
  }

  @Test
  void a_missing_file_is_refused() {
    Path file = folder.resolve("missing.png");

    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, 1))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no image " + file + "; give the path of a PNG or JPEG file");
  }

  /** A PNG's signature and its first chunk, which tells the size; there are no pixels. */
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    chunk.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    ByteBuffer file = ByteBuffer.allocate(33).put(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    file.put(new byte[] {'\r', '\n', 0x1a, '\n'}).putInt(13).put(chunk.array());
    return file.putInt((int) crc.getValue()).array();
  }
}
