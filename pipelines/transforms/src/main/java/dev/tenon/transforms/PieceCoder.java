package dev.tenon.transforms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Pieces as bytes: kind, name, part, rank, examples, length and content; all big-endian. */
final class PieceCoder extends AtomicCoder<Piece> {
  private static final long serialVersionUID = 1L;
  private static final PieceCoder INSTANCE = new PieceCoder();

  private PieceCoder() {}

  static PieceCoder of() {
    return INSTANCE;
  }

  /** Returns the coder of pieces with the keys of where they go. */
  static KvCoder<String, Piece> keyed() {
    return KvCoder.of(StringUtf8Coder.of(), INSTANCE);
  }

  @Override
  public void encode(Piece piece, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeByte(piece.kind().ordinal());
    data.writeUTF(piece.value());
    data.writeInt(piece.part());
    data.writeInt(piece.rank());
    data.writeLong(piece.examples());
    data.writeInt(piece.bytes().length);
    data.write(piece.bytes());
  }

  @Override
  public Piece decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int kind = data.readByte();
    if (kind < 0 || kind >= Piece.Kind.values().length) {
      throw new CoderException("there is no piece of kind " + kind);
    }
    String value = data.readUTF();
    int part = data.readInt();
    int rank = data.readInt();
    long examples = data.readLong();
    int length = data.readInt();
    if (length < 0) {
      throw new CoderException("a piece cannot have " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    data.readFully(bytes);
    return new Piece(Piece.Kind.values()[kind], value, part, rank, examples, bytes);
  }
}
