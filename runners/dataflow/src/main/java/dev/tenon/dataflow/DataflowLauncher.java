package dev.tenon.dataflow;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.BeamOptions;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Mistakes;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.util.DataflowTemplateJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs pipelines on Google Cloud Dataflow, or writes a template ({@code --templateLocation}) that
 * runs later.
 */
public final class DataflowLauncher implements Launcher {
  /** The runner's name. */
  static final String NAME = "dataflow";

  private final PipelineOptions options;

  /**
   * Makes a launcher.
   *
   * @param options Beam's options as the user gave them; {@code --project}, {@code --region} and
   *     {@code --gcpTempLocation} at least, unless the machine's configuration has them
   * @throws UserError if one is unknown, does not fit, or asks for another runner
   */
  public DataflowLauncher(List<String> options) {
    this.options = BeamOptions.parse(DataflowRunner.class, options, Map.of());
  }

  @Override
  public String runner() {
    return NAME;
  }

  @Override
  public Site site() {
    return Site.CLUSTER;
  }

  @Override
  public void run(Consumer<Pipeline> steps) {
    try {
      Pipeline pipeline = Pipeline.create(options);
      steps.accept(pipeline);
      PipelineResult result = pipeline.run();
      if (!(result instanceof DataflowTemplateJob)) {
        requireDone(result, result.waitUntilFinish());
      }
    } catch (RuntimeException e) {
      throw Mistakes.unwrapped(e);
    }
  }

  private static void requireDone(PipelineResult result, PipelineResult.State state) {
    if (state != PipelineResult.State.DONE) {
      String job = ((DataflowPipelineJob) result).getJobId();
      throw new UserError(
          "the Dataflow job %s ended as %s; its log tells why: gcloud dataflow jobs show %s"
              .formatted(job, state, job));
    }
  }
}
