package dev.tenon.transforms.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs pipelines on one of Beam's runners. */
public interface Launcher {
  /** Returns the runner's name, as its {@link LauncherProvider} has it. */
  String runner();

  /** Returns where steps run: whether they print and read files where the launcher does. */
  Site site();

  /**
   * Runs a pipeline and waits for its end.
   *
   * <p>Where jobs outlive their launchers, one that has the name of an earlier job takes its place:
   * the earlier one is ended first. The steps may set the name, by {@code
   * pipeline.getOptions().setJobName}; by itself no job has another's.
   *
   * @param steps applies the transforms; may be called again, for another attempt
   * @throws dev.tenon.spi.UserError if a step throws one, wherever it runs
   */
  void run(Consumer<Pipeline> steps);

  /**
   * Tells where to find jobs that this launcher leaves behind when its process is killed.
   *
   * @return Beam's options for a launcher of the same runner that can {@link #end} them; empty, as
   *     by default, if jobs end with their launchers
   */
  default Optional<List<String>> whereabouts() {
    return Optional.empty();
  }

  /**
   * Ends the jobs of a name that have been left behind, and waits until their steps have stopped;
   * by default there are none.
   *
   * @param job the job's name
   * @return whether where they would be could be asked; if not, it is gone, and they with it
   * @throws dev.tenon.spi.UserError if they cannot be ended
   */
  default boolean end(String job) {
    return true;
  }

  /**
   * Runs a pipeline and waits for its end, as a launcher does whose runner needs no more.
   *
   * @param options what the runner is told
   * @param steps applies the transforms
   * @throws dev.tenon.spi.UserError if a step throws one
   */
  static void toEnd(PipelineOptions options, Consumer<Pipeline> steps) {
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    try {
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      throw Mistakes.unwrapped(e);
    }
  }
}
