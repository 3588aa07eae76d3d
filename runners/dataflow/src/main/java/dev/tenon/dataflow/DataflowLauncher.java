package dev.tenon.dataflow;

import dev.tenon.assembly.PluginBundle;
import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.BeamOptions;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Mistakes;
import dev.tenon.transforms.launch.PluginStaging;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.util.DataflowTemplateJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.FileStagingOptions;
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
  @SuppressWarnings("try") // What is staged needs no mention.
  public void run(Consumer<Pipeline> steps) {
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    Optional<PluginBundle> plugins = PluginStaging.bundle(options);
    FileStagingOptions staging = options.as(FileStagingOptions.class);
    List<String> files = staging.getFilesToStage();
    try (PluginBundle staged = plugins.orElse(null)) {
      plugins.ifPresent(bundle -> staging.setFilesToStage(with(files, bundle)));
      PipelineResult result = pipeline.run();
      if (!(result instanceof DataflowTemplateJob)) {
        requireDone(result, result.waitUntilFinish());
      }
    } catch (RuntimeException e) {
      throw Mistakes.unwrapped(e);
    } finally {
      staging.setFilesToStage(files);
    }
  }

  private static List<String> with(List<String> files, PluginBundle plugins) {
    return Stream.concat(files.stream(), Stream.of(plugins.file().toString())).toList();
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
