package dev.tenon.transforms;

import dev.tenon.spi.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/** Outcomes as bytes: label, loss, the number of classes, their predictions; all big-endian. */
final class OutcomeCoder extends AtomicCoder<Outcome> {
  private static final long serialVersionUID = 1L;
  private static final OutcomeCoder INSTANCE = new OutcomeCoder();

  private OutcomeCoder() {}

  static OutcomeCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Outcome value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(value.label());
    data.writeDouble(value.loss());
    data.writeInt(value.prediction().length);
    for (float probability : value.prediction()) {
      data.writeFloat(probability);
    }
  }

  @Override
  public Outcome decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int label = data.readInt();
    double loss = data.readDouble();
    int classes = data.readInt();
    if (classes < 0) {
      throw new CoderException("an outcome cannot have " + classes + " classes");
    }
    float[] prediction = new float[classes];
    for (int i = 0; i < classes; i++) {
      prediction[i] = data.readFloat();
    }
    return new Outcome(prediction, label, loss);
  }
}
