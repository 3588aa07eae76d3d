package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that cancels jobs whose launcher it does not hear of. */
@Timeout(900)
@ExtendWith(TwoWorkers.Started.class)
class AttendanceIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  @TempDir private Path settings;

  @Test
  void a_job_goes_on_for_longer_than_the_cluster_waits_for_a_launcher_that_lives(TwoWorkers cluster)
      throws IOException {
    run(cluster, "patience", Duration.ofMillis(500));

    assertThat(ClusterJob.of(cluster.port(), "patience"))
        .extracting(ClusterJob::state)
        .containsExactly("FINISHED");
  }

  @Test
  void a_job_whose_launcher_is_silent_is_cancelled(TwoWorkers cluster) {
    assertThatThrownBy(() -> run(cluster, "silence", Duration.ofHours(1)))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("was cancelled", "--resume");
  }

  /** Runs a job that takes three times as long as the cluster waits. */
  private void run(TwoWorkers cluster, String name, Duration interval) throws IOException {
    JobConfiguration.write(
        settings,
        Map.of(
            "client.heartbeat.interval",
            String.valueOf(interval.toMillis()),
            "client.heartbeat.timeout",
            String.valueOf(TIMEOUT.toMillis())));
    String files = FlinkHome.ofProcess().job() + "," + TwoWorkers.place(AttendanceIT.class);
    new FlinkLauncher(
            List.of(
                cluster.option(),
                "--jobName=" + name,
                "--flinkConfDir=" + settings,
                "--filesToStage=" + files))
        .run(
            steps ->
                steps.apply(Create.of(TIMEOUT.multipliedBy(3))).apply(ParDo.of(new Patience())));
  }

  /** Keeps a worker busy for a while. */
  private static final class Patience extends DoFn<Duration, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Duration time) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        Thread.onSpinWait();
      }
    }
  }
}
