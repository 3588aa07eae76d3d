package dev.tenon.predict;

import dev.tenon.onnxruntime.Device;
import dev.tenon.spi.Image;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * Predicts elements with an ONNX model, and gives {@link #predictions} and {@link #rejections}.
 * Each element comes out once, as one or the other, with its timestamp and in its window.
 *
 * <p>The model may have several inputs and outputs, of FLOAT, UINT8, INT64 or BOOL. The first
 * dimension of each must be the batch, the model must treat its rows independently of one another,
 * and its inputs may leave no other size open. A model that cannot be read or is of another kind
 * fails the pipeline, with a {@link dev.tenon.spi.UserError}.
 *
 * <p>A model is open once in a JVM, whatever number of threads and transforms use it, and is closed
 * with the last of them. Batches are always of the same size, so what a model gives for an element
 * is the same to the last bit in whatever company it comes.
 *
 * @param <T> the type of an element
 */
public final class Predict<T> extends PTransform<PCollection<T>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 64;

  private final ModelFile model;
  private final Feed<T> feed;
  private final int batch;
  private final Duration latency;
  private final Device device;
  private final int threads;

  private Predict(
      ModelFile model, Feed<T> feed, int batch, Duration latency, Device device, int threads) {
    this.model = Objects.requireNonNull(model, "model");
    this.feed = Objects.requireNonNull(feed, "feed");
    this.batch = batch;
    this.latency = latency;
    this.device = Objects.requireNonNull(device, "device");
    this.threads = threads;
  }

  /**
   * Predicts any elements.
   *
   * @param model where the model is
   * @param feed what it is to see of an element
   * @param <T> the type of an element
   * @return the transform
   */
  public static <T> Predict<T> of(ModelFile model, Feed<T> feed) {
    return new Predict<>(model, feed, BATCH, Duration.ZERO, Device.AUTO, 0);
  }

  /**
   * Predicts images with a model of one input, UINT8 [N, height, width, channels].
   *
   * @param model the path of an ONNX file in any of Beam's file systems
   * @return the transform
   */
  public static Predict<Image> images(String model) {
    return of(ModelFile.at(model), Feed.image());
  }

  /**
   * Predicts rows of features with a model of one input, FLOAT [N, ...].
   *
   * @param model the path of an ONNX file in any of Beam's file systems
   * @return the transform
   */
  public static Predict<float[]> rows(String model) {
    return of(ModelFile.at(model), Feed.floats());
  }

  /**
   * Returns this transform with another size of batches. The model computes whole batches even for
   * fewer elements, so where these come one by one, smaller is faster.
   *
   * @param batch how many elements are predicted at once, at least 1; default 64; a model that
   *     takes one size only is given that
   * @return the changed transform
   * @throws IllegalArgumentException if it is not positive
   */
  public Predict<T> withBatch(int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch must have at least 1 element, got " + batch);
    }
    return new Predict<>(model, feed, batch, latency, device, threads);
  }

  /**
   * Returns this transform with batches of elements from several bundles, as streams need them:
   * their bundles are small. It needs a runner with state and timers, and windows that do not
   * merge.
   *
   * @param latency how long an element may wait for others, in processing time; by default batches
   *     end with a bundle
   * @return the changed transform
   * @throws IllegalArgumentException if it is not positive
   */
  public Predict<T> withMaxLatency(Duration latency) {
    if (!latency.isLongerThan(Duration.ZERO)) {
      throw new IllegalArgumentException("a latency must be positive, got " + latency);
    }
    return new Predict<>(model, feed, batch, latency, device, threads);
  }

  /**
   * Returns this transform on another device.
   *
   * @param device where to compute; default {@link Device#AUTO}
   * @return the changed transform
   */
  public Predict<T> withDevice(Device device) {
    return new Predict<>(model, feed, batch, latency, device, threads);
  }

  /**
   * Returns this transform with another number of threads.
   *
   * @param threads how many threads share one operator; default: the number of the worker's
   *     processors
   * @return the changed transform
   * @throws IllegalArgumentException if it is not positive
   */
  public Predict<T> withThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return new Predict<>(model, feed, batch, latency, device, threads);
  }

  /**
   * Returns the tag of what was predicted.
   *
   * @param <T> the type of an element
   * @return the tag, equal whenever it is asked for
   */
  public static <T> TupleTag<Prediction<T>> predictions() {
    return new TupleTag<>("predictions");
  }

  /**
   * Returns the tag of what could not be predicted: what {@link Feed} throws for, what does not fit
   * the model, and what the model fails on.
   *
   * @param <T> the type of an element
   * @return the tag, equal whenever it is asked for
   */
  public static <T> TupleTag<Rejection<T>> rejections() {
    return new TupleTag<>("rejections");
  }

  @Override
  public PCollectionTuple expand(PCollection<T> input) {
    TupleTag<Prediction<T>> predictions = predictions();
    TupleTag<Rejection<T>> rejections = rejections();
    PCollectionTuple results =
        gathered(input)
            .apply(
                "Predict",
                ParDo.of(new PredictElements<>(model, feed, batch, device, threads))
                    .withSideInputs(model.sideInputs())
                    .withOutputTags(predictions, TupleTagList.of(rejections)));
    Coder<T> coder = input.getCoder();
    results.get(predictions).setCoder(PredictionCoder.of(coder));
    results.get(rejections).setCoder(RejectionCoder.of(coder));
    return results;
  }

  private PCollection<T> gathered(PCollection<T> input) {
    if (latency.equals(Duration.ZERO)) {
      return input;
    }
    if (!input.getWindowingStrategy().getWindowFn().isNonMerging()) {
      throw new IllegalArgumentException(
          "elements cannot wait for others in windows that merge, such as sessions; predict before"
              + " windows are assigned, or without a maximum latency");
    }
    return input.apply("Gather", new Gather<>(batch, latency));
  }
}
