package dev.tenon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The job that a run's launcher leaves behind if it is killed, as a file of the work directory
 * tells: it would go on writing while the run is resumed, wherever that happens.
 *
 * @param runner the runner's name
 * @param options Beam's options for a launcher that finds the job
 * @param name the job's name
 */
record LeftJob(String runner, List<String> options, String name) {
  private static final JsonMapper JSON = new JsonMapper();

  LeftJob {
    options = List.copyOf(options);
  }

  /** Describes the jobs of a launcher, if they may outlive it. */
  static Optional<LeftJob> of(Launcher launcher, String name) {
    return launcher.whereabouts().map(options -> new LeftJob(launcher.runner(), options, name));
  }

  /** Reads what an earlier launcher has written, if it has not ended in order. */
  private static Optional<LeftJob> read(WorkDirectory directory) {
    if (!directory.job().exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(directory.job().bytes(), LeftJob.class));
    } catch (JsonProcessingException e) {
      throw unreadable(directory, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(directory, e.getMessage(), e);
    }
  }

  private static UserError unreadable(WorkDirectory directory, String reason, IOException cause) {
    return new UserError(
        "cannot read "
            + directory.job()
            + ", which tells where a job of this run may still run ("
            + reason
            + "); see that it has ended, and remove the file",
        cause);
  }

  void write(WorkDirectory directory) {
    try {
      directory.job().write(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Ends the job that an earlier launcher of a run has left, if there is one.
   *
   * @throws UserError if that cannot be done
   */
  static void end(WorkDirectory directory, Terminal terminal) {
    Optional<LeftJob> left = read(directory);
    if (left.isEmpty()) {
      return;
    }
    if (!left.get().launcher(directory).end(left.get().name)) {
      terminal.line(
          "What ran an earlier job of this run, %s, is no more; the job is taken to have ended."
              .formatted(left.get().typed()));
    }
    directory.job().delete();
  }

  private Launcher launcher(WorkDirectory directory) {
    try {
      return Launchers.find(runner, options);
    } catch (UserError e) {
      throw new UserError(
          "a job of this run may still run, and cannot be ended from here (%s); resume with %s, or see that it has ended and remove %s"
              .formatted(e.getMessage(), typed(), directory.job()),
          e);
    }
  }

  private String typed() {
    return "--runner " + runner + " -- " + String.join(" ", options);
  }
}
