package dev.tenon.flink;

import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.LauncherProvider;
import java.util.List;

/** Makes launchers of the FlinkRunner, {@code --runner=flink}. */
public final class FlinkProvider implements LauncherProvider {
  /** Makes the provider. */
  public FlinkProvider() {}

  @Override
  public String name() {
    return FlinkLauncher.NAME;
  }

  @Override
  public Launcher launcher(List<String> beamOptions) {
    return new FlinkLauncher(beamOptions);
  }
}
