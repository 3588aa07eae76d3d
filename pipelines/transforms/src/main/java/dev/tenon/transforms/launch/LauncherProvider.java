package dev.tenon.transforms.launch;

import java.util.List;

/** Makes the launchers of one runner; found by {@link java.util.ServiceLoader}. */
public interface LauncherProvider {
  /** Returns the runner's name on the command line, such as {@code direct}, in lower case. */
  String name();

  /**
   * Makes a launcher.
   *
   * @param beamOptions Beam's options as the user gave them, such as {@code --targetParallelism=4}
   * @return the launcher
   * @throws dev.tenon.spi.UserError if one is unknown, does not fit, or asks for another runner
   */
  Launcher launcher(List<String> beamOptions);
}
