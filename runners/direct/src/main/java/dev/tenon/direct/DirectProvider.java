package dev.tenon.direct;

import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.LauncherProvider;
import java.util.List;

/** Makes launchers of the DirectRunner, {@code --runner=direct}. */
public final class DirectProvider implements LauncherProvider {
  /** Makes the provider. */
  public DirectProvider() {}

  @Override
  public String name() {
    return DirectLauncher.NAME;
  }

  @Override
  public Launcher launcher(List<String> beamOptions) {
    return new DirectLauncher(beamOptions);
  }
}
