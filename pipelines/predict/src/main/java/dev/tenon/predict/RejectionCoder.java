package dev.tenon.predict;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * Rejections as bytes: the element in its own coder, and the reason.
 *
 * @param <T> the type of the element
 */
public final class RejectionCoder<T> extends StructuredCoder<Rejection<T>> {
  private static final long serialVersionUID = 1L;

  private final Coder<T> input;

  private RejectionCoder(Coder<T> input) {
    this.input = input;
  }

  /**
   * Makes a coder.
   *
   * @param input the element's coder
   * @param <T> the type of the element
   * @return the coder
   */
  public static <T> RejectionCoder<T> of(Coder<T> input) {
    return new RejectionCoder<>(input);
  }

  @Override
  public void encode(Rejection<T> value, OutputStream out) throws IOException {
    input.encode(value.input(), out);
    StringUtf8Coder.of().encode(value.reason(), out);
  }

  @Override
  public Rejection<T> decode(InputStream in) throws IOException {
    return new Rejection<>(input.decode(in), StringUtf8Coder.of().decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(input);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "its element's coder must be deterministic", input);
  }
}
