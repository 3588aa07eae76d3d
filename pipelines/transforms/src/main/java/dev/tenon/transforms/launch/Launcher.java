package dev.tenon.transforms.launch;

import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;

/** Runs pipelines on one of Beam's runners. */
public interface Launcher {
  /** Returns the runner's name, as its {@link LauncherProvider} has it. */
  String runner();

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
}
