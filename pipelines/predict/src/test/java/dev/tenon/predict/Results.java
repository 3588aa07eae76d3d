package dev.tenon.predict;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * What comes out of a pipeline that the DirectRunner has run, with all that it checks.
 *
 * @param predictions what was predicted, in the order in which it came
 * @param rejections what was not
 */
record Results<T>(List<Prediction<T>> predictions, List<Rejection<T>> rejections) {
  private static final Map<Integer, Collection<Object>> SEEN = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Runs a pipeline that predicts. */
  static <T> Results<T> of(Function<Pipeline, PCollectionTuple> steps) {
    Pipeline pipeline = pipeline();
    int predictions = NEXT.incrementAndGet();
    int rejections = NEXT.incrementAndGet();
    PCollectionTuple results = steps.apply(pipeline);
    results.get(Predict.<T>predictions()).apply("See", ParDo.of(new See<>(predictions)));
    results.get(Predict.<T>rejections()).apply("See others", ParDo.of(new See<>(rejections)));
    run(pipeline);
    return new Results<>(taken(predictions), taken(rejections));
  }

  static Pipeline pipeline() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(2);
    return Pipeline.create(options);
  }

  /** Runs a pipeline, and throws what its steps threw. */
  static void run(Pipeline pipeline) {
    try {
      pipeline.run().waitUntilFinish();
    } catch (PipelineExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @SuppressWarnings("unchecked") // The caller says what went in.
  private static <V> List<V> taken(int number) {
    Collection<Object> seen = SEEN.remove(number);
    return seen == null ? List.of() : List.copyOf((Collection<V>) seen);
  }

  private static final class See<V> extends DoFn<V, Void> {
    private static final long serialVersionUID = 1L;
    private final int number;

    See(int number) {
      this.number = number;
    }

    @ProcessElement
    public void process(@Element V element) {
      SEEN.computeIfAbsent(number, n -> new CopyOnWriteArrayList<>()).add(element);
    }
  }
}
