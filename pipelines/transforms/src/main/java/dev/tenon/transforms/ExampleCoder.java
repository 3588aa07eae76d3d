package dev.tenon.transforms;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Examples as bytes, between transforms and in files alike: label, height, width, channels and the
 * id's length as big-endian 32-bit integers, the id in UTF-8, the samples. Of an example whose
 * weight is not 1 the bits of the length are inverted, which makes it negative, and the weight, a
 * 64-bit floating-point number, stands before the id. Of an example that has more than an image and
 * a label, the bits of the height are inverted, and {@link Extras} follow the samples. Equal
 * examples have equal bytes.
 */
public final class ExampleCoder extends AtomicCoder<Example> {
  private static final long serialVersionUID = 1L;
  private static final ExampleCoder INSTANCE = new ExampleCoder();
  private static final int ID_LENGTH = 4 * Integer.BYTES;
  private static final int HEADER = ID_LENGTH + Integer.BYTES;

  private ExampleCoder() {}

  /** Returns the coder. */
  public static ExampleCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Example value, OutputStream out) throws IOException {
    out.write(toBytes(value));
  }

  @Override
  public Example decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int label = data.readInt();
    int height = data.readInt();
    int width = data.readInt();
    int channels = data.readInt();
    int length = data.readInt();
    double weight = length < 0 ? data.readDouble() : 1;
    byte[] id = exactly(data, length < 0 ? ~length : length);
    int rows = height < 0 ? ~height : height;
    byte[] samples = exactly(data, (long) rows * width * channels);
    Image image = new Image(rows, width, channels, samples);
    Extras extras = height < 0 ? Extras.read(data) : Extras.NONE;
    return new Example(
        new String(id, StandardCharsets.UTF_8),
        image,
        label,
        weight,
        extras.features(),
        extras.targets());
  }

  static byte[] exactly(InputStream in, long length) throws IOException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new CoderException("an example cannot have a part of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new CoderException(
          "an example ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  /** Returns an example's bytes. */
  static byte[] toBytes(Example example) {
    byte[] id = example.id().getBytes(StandardCharsets.UTF_8);
    Image image = example.image();
    boolean weighted = example.weight() != 1;
    int header = weighted ? HEADER + Double.BYTES : HEADER;
    Extras extras = new Extras(example.features(), example.targets());
    byte[] more = extras.isEmpty() ? new byte[0] : extras.toBytes();
    ByteBuffer bytes =
        ByteBuffer.allocate(header + id.length + image.samples().length + more.length);
    bytes
        .putInt(example.label())
        .putInt(extras.isEmpty() ? image.height() : ~image.height())
        .putInt(image.width())
        .putInt(image.channels())
        .putInt(weighted ? ~id.length : id.length);
    if (weighted) {
      bytes.putDouble(example.weight());
    }
    return bytes.put(id).put(image.samples()).put(more).array();
  }

  /** Reads the label of the example that begins at an index. */
  static int label(ByteBuffer bytes, int at) {
    return bytes.getInt(at);
  }

  /** Reads the weight of the example that begins at an index. */
  static double weight(ByteBuffer bytes, int at) {
    return isWeighted(bytes, at) ? bytes.getDouble(at + HEADER) : 1;
  }

  /** Reads the id of the example that begins at an index. */
  static String id(ByteBuffer bytes, int at) {
    byte[] id = new byte[idLength(bytes, at)];
    bytes.get(idAt(bytes, at), id);
    return new String(id, StandardCharsets.UTF_8);
  }

  private static boolean isWeighted(ByteBuffer bytes, int at) {
    return bytes.getInt(at + ID_LENGTH) < 0;
  }

  private static int idLength(ByteBuffer bytes, int at) {
    int length = bytes.getInt(at + ID_LENGTH);
    return length < 0 ? ~length : length;
  }

  private static int idAt(ByteBuffer bytes, int at) {
    return at + HEADER + (isWeighted(bytes, at) ? Double.BYTES : 0);
  }

  /** Reads the image of the example that begins at an index. */
  static Image image(ByteBuffer bytes, int at) {
    Canvas canvas = new Canvas();
    read(bytes, at, canvas);
    return canvas.image();
  }

  /** Reads the image of the example that begins at an index onto a canvas. */
  static void read(ByteBuffer bytes, int at, Canvas canvas) {
    int height = height(bytes, at);
    int width = bytes.getInt(at + 2 * Integer.BYTES);
    int channels = bytes.getInt(at + 3 * Integer.BYTES);
    canvas.begin(height, width, channels, bytes, idAt(bytes, at) + idLength(bytes, at));
  }

  private static int height(ByteBuffer bytes, int at) {
    int height = bytes.getInt(at + Integer.BYTES);
    return height < 0 ? ~height : height;
  }

  /** Reads what the example that begins at an index has besides its image and label. */
  static Extras extras(ByteBuffer bytes, int at) {
    if (bytes.getInt(at + Integer.BYTES) >= 0) {
      return Extras.NONE;
    }
    int width = bytes.getInt(at + 2 * Integer.BYTES);
    int channels = bytes.getInt(at + 3 * Integer.BYTES);
    int samples = height(bytes, at) * width * channels;
    return Extras.read(bytes, idAt(bytes, at) + idLength(bytes, at) + samples);
  }

  /** Reads the example that begins at an index. */
  static Example example(ByteBuffer bytes, int at) {
    Extras extras = extras(bytes, at);
    return new Example(
        id(bytes, at),
        image(bytes, at),
        label(bytes, at),
        weight(bytes, at),
        extras.features(),
        extras.targets());
  }
}
