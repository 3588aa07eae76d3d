package dev.tenon.flink;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.flink.api.common.JobID;

/**
 * The presence of a job's launcher. The cluster hears of it again and again, and cancels the job
 * when it has not for some time; a launcher that is told to end takes the job with it.
 */
final class Attendance implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("org.apache.flink.client");

  private final Thread hook;
  private final ScheduledExecutorService heart;

  /**
   * Begins to attend a job, which may not have been submitted yet.
   *
   * @param master the cluster
   * @param job the job
   * @param interval how often the cluster shall hear of the launcher
   * @param timeout how long it waits
   */
  Attendance(FlinkMaster master, JobID job, Duration interval, Duration timeout) {
    hook = new Thread(() -> master.end(job), "flink-job-cancellation");
    Runtime.getRuntime().addShutdownHook(hook);
    heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "flink-job-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    heart.scheduleWithFixedDelay(
        () ->
            master
                .beat(job, timeout)
                .exceptionally(
                    failure -> {
                      // Before the job is there, and after it has ended, nobody listens.
                      LOG.log(Level.FINE, "the cluster did not hear of the launcher", failure);
                      return null;
                    }),
        0,
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    heart.shutdownNow();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "the process is ending, and the job with it", e);
    }
  }
}
