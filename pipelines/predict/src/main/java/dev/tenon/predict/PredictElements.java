package dev.tenon.predict;

import dev.tenon.onnxruntime.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Predicts the elements of a bundle, a batch at a time.
 *
 * @param <T> the type of an element
 */
final class PredictElements<T> extends DoFn<T, Prediction<T>> {
  private static final long serialVersionUID = 1L;

  private final ModelFile model;
  private final Feed<T> feed;
  private final int size;
  private final Device device;
  private final int threads;
  private final TupleTag<Rejection<T>> rejections = Predict.rejections();
  private final Counter predicted = Metrics.counter(Predict.class, "predicted");
  private final Counter rejected = Metrics.counter(Predict.class, "rejected");
  private transient LatestModel latest;
  private transient Map<BoundedWindow, SharedModel> models;
  private transient Batch<T> batch;

  PredictElements(ModelFile model, Feed<T> feed, int size, Device device, int threads) {
    this.model = model;
    this.feed = feed;
    this.size = size;
    this.device = device;
    this.threads = threads;
  }

  /** Joins the others of this transform. */
  @Setup
  public void setup() {
    latest = LatestModel.of(model.place());
    models = new HashMap<>();
  }

  /** Forgets what a bundle that failed has left. */
  @StartBundle
  public void start() {
    release();
  }

  /**
   * Predicts an element, together with others of the bundle.
   *
   * @param element the element
   * @param timestamp where it belongs
   * @param window where it belongs
   * @param context has the side input, and takes what comes of elements
   */
  @ProcessElement
  public void process(
      @Element T element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      ProcessContext context) {
    Within sink = new Within(context);
    SharedModel shared = models.get(window);
    if (shared == null) {
      shared = open(context);
      models.put(window, shared);
    }
    if (batch == null || !batch.isFor(shared.model())) {
      if (batch != null) {
        batch.flush(sink);
      }
      batch = new Batch<>(shared.model(), size, feed);
    }
    batch.add(element, new Batch.Place(timestamp, window), sink);
  }

  private SharedModel open(ProcessContext context) {
    ModelFile.Found found = model.find(context);
    SharedModel.Key key = new SharedModel.Key(found.name(), device, threads);
    SharedModel shared = SharedModel.open(key, found.bytes());
    latest.keep(shared);
    return shared;
  }

  /**
   * Predicts what is left.
   *
   * @param context takes what comes of elements
   */
  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (batch != null) {
      batch.flush(new Finally(context));
    }
    release();
  }

  /** Gives the model back. */
  @Teardown
  public void close() {
    if (latest != null) {
      release();
      latest.close();
      latest = null;
    }
  }

  private void release() {
    if (batch != null) {
      batch.clear();
    }
    models.values().forEach(SharedModel::close);
    models.clear();
  }

  /**
   * A batch holds elements that are older than the one that fills it. The watermark waits for the
   * whole bundle, so that none of them is late.
   */
  @Override
  @SuppressWarnings("deprecation") // There is no other way to say so yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  /** Takes what comes of elements while the bundle goes on. */
  private final class Within implements Batch.Sink<T> {
    private final ProcessContext context;

    Within(ProcessContext context) {
      this.context = context;
    }

    @Override
    public void predicted(Prediction<T> prediction, Batch.Place at) {
      predicted.inc();
      context.outputWindowedValue(
          prediction, at.timestamp(), List.of(at.window()), PaneInfo.NO_FIRING);
    }

    @Override
    public void rejected(Rejection<T> rejection, Batch.Place at) {
      rejected.inc();
      context.outputWindowedValue(
          rejections, rejection, at.timestamp(), List.of(at.window()), PaneInfo.NO_FIRING);
    }
  }

  /** Takes what comes of elements at the bundle's end. */
  private final class Finally implements Batch.Sink<T> {
    private final FinishBundleContext context;

    Finally(FinishBundleContext context) {
      this.context = context;
    }

    @Override
    public void predicted(Prediction<T> prediction, Batch.Place at) {
      predicted.inc();
      context.output(prediction, at.timestamp(), at.window());
    }

    @Override
    public void rejected(Rejection<T> rejection, Batch.Place at) {
      rejected.inc();
      context.output(rejections, rejection, at.timestamp(), at.window());
    }
  }
}
