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
   * @param steps applies the transforms
   * @throws dev.tenon.spi.UserError if a step throws one, wherever it runs
   */
  void run(Consumer<Pipeline> steps);
}
