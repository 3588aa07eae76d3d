package dev.tenon.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of a cluster. Its number alone would soon be another's: with the time of its start it
 * is nobody else's.
 *
 * @param name what it is for, such as {@code worker-1}
 * @param pid its number
 * @param start when it started, in the words of this machine
 */
record ClusterProcess(String name, long pid, String start) {
  private static final long PATIENCE_SECONDS = 30;
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Where the start stands in the line of /proc/PID/stat, after the process's own name. */
  private static final int START = 19;

  /** Describes a process that runs. */
  static ClusterProcess of(String name, ProcessHandle process) {
    return new ClusterProcess(name, process.pid(), start(process));
  }

  /** Returns the process, if it still runs. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> start(process).equals(start));
  }

  boolean isAlive() {
    return handle().isPresent();
  }

  /** Ends the process, if it still runs, and waits until it has ended. */
  void end() {
    Optional<ProcessHandle> process = handle();
    if (process.isPresent()) {
      process.get().destroy();
      if (!hasEnded(process.get())) {
        process.get().destroyForcibly();
        process.get().onExit().join();
      }
    }
  }

  private static boolean hasEnded(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Linux counts from the start of the machine, which no change of the clock touches. */
  private static String start(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (Files.isReadable(BOOT) && Files.isReadable(stat)) {
      try {
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Files.readString(BOOT).strip() + "/" + fields[START];
      } catch (IOException e) {
        if (!process.isAlive()) {
          return "ended";
        }
        throw new UncheckedIOException(e);
      }
    }
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
