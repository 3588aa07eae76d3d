package dev.tenon.direct;

import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Runs pipelines in this process.
 *
 * <p>Unless the user says otherwise, one thread runs the steps. Native code, which does the work,
 * has threads of its own, and the runner's driver never sleeps: it keeps every thread busy that has
 * no step to run, which doubles the processor time of training on two processors. The runner's own
 * checks of coders and of changed elements are off, since they double its overhead; Tenon's tests
 * run with them.
 */
public final class DirectLauncher {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--runner=", DirectRunner.class.getSimpleName(),
          "--targetParallelism=", "1",
          "--enforceImmutability=", "false",
          "--enforceEncodability=", "false");

  private final PipelineOptions options;

  /**
   * Makes a launcher, which tells Beam's file systems the options.
   *
   * @param options Beam's options as the user gave them, such as {@code --targetParallelism=4}
   * @throws UserError if one is unknown or does not fit
   */
  public DirectLauncher(List<String> options) {
    this.options = parsed(options);
    FileSystems.setDefaultPipelineOptions(this.options);
  }

  /**
   * Runs a pipeline and waits for its end.
   *
   * @param steps applies the transforms
   * @throws UserError if a step throws one
   */
  public void run(Consumer<Pipeline> steps) {
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    try {
      pipeline.run().waitUntilFinish();
    } catch (PipelineExecutionException e) {
      throw mistake(e);
    }
  }

  private static PipelineOptions parsed(List<String> given) {
    List<String> all = new ArrayList<>(given);
    DEFAULTS.forEach(
        (option, value) -> {
          if (given.stream().noneMatch(own -> own.startsWith(option))) {
            all.add(option + value);
          }
        });
    PipelineOptions parsed;
    try {
      parsed =
          PipelineOptionsFactory.fromArgs(all.toArray(new String[0])).withValidation().create();
    } catch (IllegalArgumentException e) {
      throw new UserError("Beam does not take the options " + given + ": " + e.getMessage(), e);
    }
    if (parsed.getRunner() != DirectRunner.class) {
      throw new UserError(
          "this launcher runs pipelines on the DirectRunner alone, got --runner="
              + parsed.getRunner().getSimpleName());
    }
    return parsed;
  }

  /** The runner wraps what a step throws, more than once; the user shall see the one line. */
  private static RuntimeException mistake(PipelineExecutionException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError mistake) {
        return mistake;
      }
    }
    return thrown;
  }
}
