package dev.tenon.predict;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Outputs as bytes: the type's name, the rank, the dimensions as big-endian 64-bit integers, then
 * the elements' own bytes.
 */
final class OutputCoder extends AtomicCoder<Output> {
  private static final long serialVersionUID = 1L;
  private static final OutputCoder INSTANCE = new OutputCoder();

  private OutputCoder() {}

  static OutputCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Output value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeUTF(value.type().dataType().name());
    data.writeInt(value.type().shape().rank());
    for (long dim : value.type().shape().dims()) {
      data.writeLong(dim);
    }
    data.write(value.data());
  }

  @Override
  public Output decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    DataType type = DataType.valueOf(data.readUTF());
    int rank = data.readInt();
    if (rank < 0 || rank > 64) {
      throw new CoderException("an output cannot have " + rank + " dimensions");
    }
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = data.readLong();
    }
    Shape shape = Shape.of(dims);
    byte[] bytes = new byte[Math.toIntExact(shape.size() * type.bytes())];
    data.readFully(bytes);
    return new Output(new TensorType(type, shape), bytes);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
