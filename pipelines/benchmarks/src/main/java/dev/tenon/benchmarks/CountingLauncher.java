package dev.tenon.benchmarks;

import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Runs pipelines as {@code DirectLauncher} does, and counts the bytes that they shuffle. */
final class CountingLauncher {
  private static final MetricsFilter SHUFFLED =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.named("tenon", "bytes shuffled"))
          .build();

  private long shuffled;

  void run(Consumer<Pipeline> steps) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(1);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    for (MetricResult<Long> count : result.metrics().queryMetrics(SHUFFLED).getCounters()) {
      shuffled += count.getAttempted();
    }
  }

  /** Returns how many bytes of values all pipelines so far have shuffled. */
  long shuffled() {
    return shuffled;
  }
}
