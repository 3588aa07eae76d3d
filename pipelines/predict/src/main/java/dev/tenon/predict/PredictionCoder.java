package dev.tenon.predict;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.OptionalCoder;
import org.apache.beam.sdk.coders.SortedMapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * Predictions as bytes: the element in its own coder, the outputs by name, the label.
 *
 * @param <T> the type of the element
 */
public final class PredictionCoder<T> extends StructuredCoder<Prediction<T>> {
  private static final long serialVersionUID = 1L;
  private static final Coder<SortedMap<String, Output>> OUTPUTS =
      SortedMapCoder.of(StringUtf8Coder.of(), OutputCoder.of());
  private static final Coder<Optional<String>> LABEL = OptionalCoder.of(StringUtf8Coder.of());

  private final Coder<T> input;

  private PredictionCoder(Coder<T> input) {
    this.input = input;
  }

  /**
   * Makes a coder.
   *
   * @param input the element's coder
   * @param <T> the type of the element
   * @return the coder
   */
  public static <T> PredictionCoder<T> of(Coder<T> input) {
    return new PredictionCoder<>(input);
  }

  @Override
  public void encode(Prediction<T> value, OutputStream out) throws IOException {
    input.encode(value.input(), out);
    OUTPUTS.encode(new TreeMap<>(value.outputs()), out);
    LABEL.encode(value.label(), out);
  }

  @Override
  public Prediction<T> decode(InputStream in) throws IOException {
    return new Prediction<>(input.decode(in), OUTPUTS.decode(in), LABEL.decode(in));
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
