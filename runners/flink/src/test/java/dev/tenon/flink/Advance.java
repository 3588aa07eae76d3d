package dev.tenon.flink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.spi.Folder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How far a run on a cluster has come: counts the tasks of its jobs that have finished, and the
 * files that anybody has begun to write in its work directory.
 */
final class Advance implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final String master;
  private final String jobs;
  private final Path work;
  private final WatchService watch;
  private final Set<Path> watched = new HashSet<>();

  private long finished;
  private long begun;

  /**
   * Begins to count.
   *
   * @param master the REST address of the cluster
   * @param jobs what the names of the run's jobs begin with
   * @param work the work directory, which need not be there, in a folder that is
   */
  Advance(String master, String jobs, Path work) throws IOException {
    this.master = master;
    this.jobs = jobs;
    this.work = work;
    this.watch = FileSystems.getDefault().newWatchService();
  }

  /**
   * Waits until the run has come so much further, or its launcher has ended.
   *
   * @return whether the launcher runs still
   */
  boolean await(Process launcher, long more) throws IOException, InterruptedException {
    register();
    count();
    long goal = finished + begun + more;
    while (launcher.isAlive()) {
      if (finished + begun >= goal) {
        return true;
      }
      note(watch.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
      register();
      if (finished + begun < goal) {
        count();
      }
    }
    return false;
  }

  /** Returns how far the run has come. */
  long reached() throws IOException {
    count();
    return finished + begun;
  }

  private void register() throws IOException {
    for (Path folder :
        List.of(
            work.getParent(),
            work,
            work.resolve("data"),
            work.resolve("checkpoints"),
            work.resolve("model"))) {
      if (Files.isDirectory(folder) && watched.add(folder)) {
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      }
    }
  }

  private void note(WatchKey key) {
    if (key == null) {
      return;
    }
    for (WatchEvent<?> event : key.pollEvents()) {
      if (String.valueOf(event.context()).startsWith(Folder.UNFINISHED)) {
        begun++;
      }
    }
    key.reset();
  }

  private void count() throws IOException {
    long sum = 0;
    for (JsonNode job : Rest.ask(master, "/jobs/overview", "jobs").path("jobs")) {
      if (job.path("name").asText().startsWith(jobs)) {
        sum += job.path("tasks").path("finished").asLong();
      }
    }
    finished = sum;
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
