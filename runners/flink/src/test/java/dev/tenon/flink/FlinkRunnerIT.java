package dev.tenon.flink;

import dev.tenon.transforms.RunnerContract;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** All pipelines on a cluster of two workers. */
@Timeout(900)
@ExtendWith(TwoWorkers.Started.class)
class FlinkRunnerIT extends RunnerContract {
  private final TwoWorkers cluster;

  FlinkRunnerIT(TwoWorkers cluster) {
    this.cluster = cluster;
  }

  @Override
  protected Launcher launcher() {
    String jobs = FlinkHome.ofProcess().job() + "," + TwoWorkers.place(RunnerContract.class);
    return Launchers.find("flink", List.of(cluster.option(), "--filesToStage=" + jobs));
  }
}
