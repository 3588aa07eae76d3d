package dev.tenon.transforms;

import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CoderException;

/**
 * What an example has besides its image and label, as bytes, big-endian: the number of features,
 * and of each its name, in modified UTF-8 after its length, its height, width and channels, and its
 * samples; of a row, 0 in place of the height, the number of numbers, and these as 32-bit floats.
 * Then the number of targets, and of each its name and its index. Numbers are 32-bit integers,
 * names in alphabetical order.
 *
 * @param features what else a model may look at, by name
 * @param targets the indices of classes in other respects, by name
 */
record Extras(Map<String, Feature> features, Map<String, Integer> targets) {
  static final Extras NONE = new Extras(Map.of(), Map.of());

  boolean isEmpty() {
    return features.isEmpty() && targets.isEmpty();
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(features.size());
      for (Map.Entry<String, Feature> feature : new TreeMap<>(features).entrySet()) {
        out.writeUTF(feature.getKey());
        write(out, feature.getValue());
      }
      out.writeInt(targets.size());
      for (Map.Entry<String, Integer> target : new TreeMap<>(targets).entrySet()) {
        out.writeUTF(target.getKey());
        out.writeInt(target.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an example cannot be written: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Feature feature) throws IOException {
    if (feature instanceof Image image) {
      out.writeInt(image.height());
      out.writeInt(image.width());
      out.writeInt(image.channels());
      out.write(image.samples());
    } else if (feature instanceof Row row) {
      out.writeInt(0);
      out.writeInt(row.values().length);
      for (float value : row.values()) {
        out.writeFloat(value);
      }
    }
  }

  /** Reads what {@link #toBytes} has written. */
  static Extras read(DataInputStream in) throws IOException {
    Map<String, Feature> features = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      features.put(in.readUTF(), feature(in));
    }
    Map<String, Integer> targets = new TreeMap<>();
    int more = in.readInt();
    for (int i = 0; i < more; i++) {
      targets.put(in.readUTF(), in.readInt());
    }
    return new Extras(features, targets);
  }

  private static Feature feature(DataInputStream in) throws IOException {
    int height = in.readInt();
    int width = in.readInt();
    if (height > 0) {
      int channels = in.readInt();
      byte[] samples = ExampleCoder.exactly(in, (long) height * width * channels);
      return new Image(height, width, channels, samples);
    }
    byte[] numbers = ExampleCoder.exactly(in, (long) width * Float.BYTES);
    if (numbers.length == 0) {
      throw new CoderException("a row needs a number at least");
    }
    float[] values = new float[width];
    ByteBuffer.wrap(numbers).asFloatBuffer().get(values);
    return new Row(values);
  }

  /** Reads what begins at an index. */
  static Extras read(ByteBuffer bytes, int at) {
    ByteBuffer rest = bytes.duplicate().position(at);
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            return rest.hasRemaining() ? rest.get() & 0xff : -1;
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            int count = Math.min(length, rest.remaining());
            rest.get(to, offset, count);
            return count == 0 && length > 0 ? -1 : count;
          }
        };
    try {
      return read(new DataInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException("an example is damaged: " + e.getMessage(), e);
    }
  }
}
