package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cluster is told of jobs that it no longer has, or never had. */
@Timeout(900)
@ExtendWith(TwoWorkers.Started.class)
class FlinkMasterIT {
  @Test
  void a_job_that_ends_before_it_is_cancelled_has_ended(TwoWorkers cluster) throws IOException {
    new FlinkLauncher(
            List.of(
                cluster.option(),
                "--jobName=short",
                "--filesToStage=" + FlinkHome.ofProcess().job()))
        .run(steps -> steps.apply(Create.of(1)));
    ClusterJob job = ClusterJob.of(cluster.port(), "short").get(0);
    assertThat(job.state()).isEqualTo("FINISHED");

    try (FlinkMaster master = new FlinkMaster("localhost:" + cluster.port())) {
      assertThatCode(() -> master.end(JobID.fromHexString(job.id()))).doesNotThrowAnyException();
    }
  }

  @Test
  void a_job_that_never_was_cannot_be_ended(TwoWorkers cluster) {
    try (FlinkMaster master = new FlinkMaster("localhost:" + cluster.port())) {
      assertThatThrownBy(() -> master.end(new JobID()))
          .isInstanceOf(UserError.class)
          .hasMessageMatching(
              "the Flink cluster at localhost:%d does not do what it is told: [^\\[\n]+"
                  .formatted(cluster.port()));
    }
  }
}
