package dev.tenon.flink;

import dev.tenon.transforms.RunnerContract;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.util.List;

/** All pipelines on Flink in this process. */
class FlinkRunnerTest extends RunnerContract {
  @Override
  protected Launcher launcher() {
    return Launchers.find("flink", List.of());
  }
}
