package dev.tenon.dataflow;

import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.LauncherProvider;
import java.util.List;

/** Makes launchers of the Google Cloud Dataflow, {@code --runner=dataflow}. */
public final class DataflowProvider implements LauncherProvider {
  /** Makes the provider. */
  public DataflowProvider() {}

  @Override
  public String name() {
    return DataflowLauncher.NAME;
  }

  @Override
  public Launcher launcher(List<String> beamOptions) {
    return new DataflowLauncher(beamOptions);
  }
}
