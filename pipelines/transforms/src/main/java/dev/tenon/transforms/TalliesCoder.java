package dev.tenon.transforms;

import dev.tenon.training.TallyClasses;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Tallies as bytes, whose classes are found again where the experiment's metrics are, be it in a
 * plug-in's class loader: a length as big-endian 32-bit integer, and as many bytes of {@link
 * Tallies#toBytes}.
 */
final class TalliesCoder extends CustomCoder<Tallies> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;

  TalliesCoder(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  @Override
  public void encode(Tallies value, OutputStream out) throws IOException {
    byte[] bytes = value.toBytes();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  @Override
  public Tallies decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int length = data.readInt();
    byte[] bytes = data.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("tallies end after " + bytes.length + " of " + length + " bytes");
    }
    return Tallies.of(bytes, TallyClasses.of(blueprint.read()));
  }

  @Override
  public void verifyDeterministic() {
    // Equal tallies have equal bytes.
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TalliesCoder coder && blueprint.equals(coder.blueprint);
  }

  @Override
  public int hashCode() {
    return Objects.hash(TalliesCoder.class, blueprint);
  }
}
