package dev.tenon.direct;

import dev.tenon.transforms.launch.BeamOptions;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs pipelines in this process.
 *
 * <p>Unless the user says otherwise, one thread runs the steps. Native code, which does the work,
 * has threads of its own, and the runner's driver never sleeps: it keeps every thread busy that has
 * no step to run, which doubles the processor time of training on two processors. The runner's own
 * checks of coders and of changed elements are off, since they double its overhead; Tenon's tests
 * run with them.
 */
public final class DirectLauncher implements Launcher {
  /** The runner's name. */
  static final String NAME = "direct";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "targetParallelism", "1",
          "enforceImmutability", "false",
          "enforceEncodability", "false");

  private final PipelineOptions options;

  /**
   * Makes a launcher.
   *
   * @param options Beam's options as the user gave them, such as {@code --targetParallelism=4}
   * @throws dev.tenon.spi.UserError if one is unknown, does not fit, or asks for another runner
   */
  public DirectLauncher(List<String> options) {
    this.options = BeamOptions.parse(DirectRunner.class, options, DEFAULTS);
  }

  @Override
  public String runner() {
    return NAME;
  }

  @Override
  public Site site() {
    return Site.PROCESS;
  }

  @Override
  public void run(Consumer<Pipeline> steps) {
    Launcher.toEnd(options, steps);
  }
}
