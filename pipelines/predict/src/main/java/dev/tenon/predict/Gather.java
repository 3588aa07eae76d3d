package dev.tenon.predict;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Duration;

/**
 * Keeps elements of several bundles back until there are enough of them or the oldest has waited
 * long enough, and then lets them go in one bundle. Elements, timestamps and windows stay as they
 * are.
 *
 * @param <T> the type of an element
 */
final class Gather<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final Duration latency;

  Gather(int size, Duration latency) {
    this.size = size;
    this.latency = latency;
  }

  @Override
  public PCollection<T> expand(PCollection<T> input) {
    TimestampedValueCoder<T> values = TimestampedValueCoder.of(input.getCoder());
    return input
        .apply("Keep timestamps", Reify.timestamps())
        .setCoder(values)
        .apply("Spread", WithKeys.of(0))
        .setCoder(KvCoder.of(VarIntCoder.of(), values))
        .apply(
            "Wait",
            GroupIntoBatches.<Integer, TimestampedValue<T>>ofSize(size)
                .withMaxBufferingDuration(latency)
                .withShardedKey())
        .apply("Batches", Values.create())
        .apply("Let go", ParDo.of(new LetGo<>()))
        .setCoder(input.getCoder());
  }

  /** Puts elements back to where they belong in time. */
  private static final class LetGo<T> extends DoFn<Iterable<TimestampedValue<T>>, T> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Iterable<TimestampedValue<T>> batch, OutputReceiver<T> out) {
      for (TimestampedValue<T> one : batch) {
        out.outputWithTimestamp(one.getValue(), one.getTimestamp());
      }
    }
  }
}
