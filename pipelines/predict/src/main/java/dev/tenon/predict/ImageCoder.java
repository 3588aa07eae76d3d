package dev.tenon.predict;

import dev.tenon.spi.Image;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Images as bytes: height, width and channels as big-endian 32-bit integers, then the samples.
 * Pipelines find it by themselves.
 */
public final class ImageCoder extends AtomicCoder<Image> {
  private static final long serialVersionUID = 1L;
  private static final ImageCoder INSTANCE = new ImageCoder();

  private ImageCoder() {}

  /** Returns the coder. */
  public static ImageCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Image value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(value.height());
    data.writeInt(value.width());
    data.writeInt(value.channels());
    data.write(value.samples());
  }

  @Override
  public Image decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int height = data.readInt();
    int width = data.readInt();
    int channels = data.readInt();
    long size = (long) height * width * channels;
    if (height < 1 || width < 1 || channels < 1 || size > Integer.MAX_VALUE) {
      throw new CoderException(
          "an image cannot be " + height + "x" + width + "x" + channels + " samples");
    }
    byte[] samples = new byte[(int) size];
    data.readFully(samples);
    return new Image(height, width, channels, samples);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
