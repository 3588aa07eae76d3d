package dev.tenon.flink;

import dev.tenon.spi.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobStatusMessage;

/** The process of a cluster that takes jobs, as its REST interface shows it. */
final class FlinkMaster implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final String address;
  private final RestClusterClient<StandaloneClusterId> client;

  /**
   * Makes a client.
   *
   * @param address {@code host:port}, or a host alone for Flink's usual port
   */
  FlinkMaster(String address) {
    this.address = address;
    int colon = address.lastIndexOf(':');
    Configuration configuration = new Configuration();
    String host = colon < 0 ? address : address.substring(0, colon);
    configuration.set(RestOptions.ADDRESS, host);
    configuration.set(JobManagerOptions.ADDRESS, host);
    if (colon >= 0) {
      configuration.set(RestOptions.PORT, Integer.valueOf(address.substring(colon + 1)));
    }
    try {
      client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      throw new IllegalStateException("no client for the Flink cluster at " + address, e);
    }
  }

  /** Cancels the jobs of a name that have not ended, and waits until their steps have stopped. */
  void end(String jobName) {
    List<JobID> running =
        answer(client.listJobs()).stream()
            .filter(job -> job.getJobName().equals(jobName))
            .filter(job -> !job.getJobState().isGloballyTerminalState())
            .map(JobStatusMessage::getJobId)
            .toList();
    running.forEach(this::end);
  }

  /** Cancels a job, unless it ends by itself meanwhile, and waits until its steps have stopped. */
  void end(JobID job) {
    Optional<Throwable> refused =
        answer(client.cancel(job).handle((done, failure) -> Optional.ofNullable(failure)));
    if (refused.isPresent() && !hasEnded(job)) {
      throw disobedient(refused.get());
    }
    while (!hasEnded(job)) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("interrupted while the Flink job " + job + " was being cancelled", e);
      }
    }
  }

  private boolean hasEnded(JobID job) {
    return answer(client.getJobStatus(job)).isGloballyTerminalState();
  }

  /**
   * Tells the cluster that a job's launcher lives, and will for a while.
   *
   * <p>Flink 1.19's own client sends an object, which its master refuses: it reads a bare number.
   */
  CompletableFuture<Void> beat(JobID job, Duration until) {
    long expiry = System.currentTimeMillis() + until.toMillis();
    return Rest.tell(address, "/jobs/" + job + "/clientHeartbeat", Long.toString(expiry));
  }

  private <T> T answer(CompletableFuture<T> question) {
    try {
      return question.get();
    } catch (ExecutionException e) {
      throw disobedient(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while the Flink cluster at " + address + " was asked", e);
    }
  }

  /** Flink's client says what the cluster thought as lines of a stack, the first of which tells. */
  private UserError disobedient(Throwable cause) {
    String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String reason = first.replaceFirst("^\\[?([\\w.$]+(Exception|Error): )*", "");
    return new UserError(
        "the Flink cluster at " + address + " does not do what it is told: " + reason, cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
