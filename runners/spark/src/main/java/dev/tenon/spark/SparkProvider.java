package dev.tenon.spark;

import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.LauncherProvider;
import java.util.List;

/** Makes launchers of the Apache Spark, {@code --runner=spark}. */
public final class SparkProvider implements LauncherProvider {
  /** Makes the provider. */
  public SparkProvider() {}

  @Override
  public String name() {
    return SparkLauncher.NAME;
  }

  @Override
  public Launcher launcher(List<String> beamOptions) {
    return new SparkLauncher(beamOptions);
  }
}
