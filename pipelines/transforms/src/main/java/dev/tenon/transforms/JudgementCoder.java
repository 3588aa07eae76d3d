package dev.tenon.transforms;

import dev.tenon.spi.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/** Judgements as bytes: the loss, the number of outcomes, and each of them; all big-endian. */
final class JudgementCoder extends AtomicCoder<Judgement> {
  private static final long serialVersionUID = 1L;
  private static final JudgementCoder INSTANCE = new JudgementCoder();

  private JudgementCoder() {}

  static JudgementCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Judgement value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeDouble(value.loss());
    data.writeInt(value.outcomes().size());
    for (Outcome outcome : value.outcomes()) {
      OutcomeCoder.of().encode(outcome, out);
    }
  }

  @Override
  public Judgement decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    double loss = data.readDouble();
    int outputs = data.readInt();
    if (outputs < 1) {
      throw new CoderException("a judgement cannot be of " + outputs + " outputs");
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      outcomes.add(OutcomeCoder.of().decode(in));
    }
    return new Judgement(loss, outcomes);
  }
}
