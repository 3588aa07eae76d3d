package dev.tenon.training;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder in which one run keeps its files. This value only names them; {@link #claim} is what
 * makes the folder and keeps other runs out.
 *
 * @param path the folder
 */
public record WorkDirectory(Path path) {
  /** Makes the path absolute, so that messages can be acted on from anywhere. */
  public WorkDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** Returns the experiment's JSON, {@code experiment.json}. */
  public Path experiment() {
    return path.resolve("experiment.json");
  }

  /** Returns the table of the epochs' results, {@code history.csv}. */
  public Path history() {
    return path.resolve("history.csv");
  }

  /** Returns the chart of the epochs' results, {@code history.png}. */
  public Path chart() {
    return path.resolve("history.png");
  }

  /** Returns the folder of checkpoints, {@code checkpoints}. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Returns the results on the test data, {@code evaluation.json}. */
  public Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** Returns the list of records that could not be read, {@code quarantine.jsonl}. */
  public Path quarantine() {
    return path.resolve("quarantine.jsonl");
  }

  /** Returns the folder of exported files, {@code model}. */
  public Path model() {
    return path.resolve("model");
  }

  /** Returns the folder of ingested records, {@code data}. */
  public Path data() {
    return path.resolve("data");
  }

  /**
   * Makes the folder if need be and reserves it for this run.
   *
   * @param resume whether to go on with the run that is in it; else it must be empty
   * @return the reservation, to be closed
   * @throws UserError if the folder is used (unless resuming), has nothing to resume, is in use by
   *     another run, is no folder, has no parent or cannot be written
   */
  public Claim claim(boolean resume) {
    boolean made = make(resume);
    Claim claim = Claim.of(path, made);
    try {
      requireUse(resume);
    } catch (UserError e) {
      claim.close();
      throw e;
    }
    return claim;
  }

  private boolean make(boolean resume) {
    if (Files.isDirectory(path)) {
      return false;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          "the work directory " + path + " is not a folder; move it away or choose another");
    }
    if (resume) {
      throw nothingToResume();
    }
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new UserError(
          "the work directory "
              + path
              + " cannot be made: there is no folder "
              + parent
              + "; make it first or choose another");
    }
    try {
      Files.createDirectory(path);
      return true;
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(path, e);
    }
  }

  private void requireUse(boolean resume) {
    if (resume && !Files.exists(experiment())) {
      throw nothingToResume();
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (!resume && entries.anyMatch(entry -> !Claim.isLock(entry))) {
        throw new UserError(
            "the work directory "
                + path
                + " is already used; choose another, or add --resume to go on with its run");
      }
    } catch (IOException e) {
      throw new UserError("cannot read the work directory " + path + ": " + e.getMessage(), e);
    }
  }

  private UserError nothingToResume() {
    return new UserError(
        "there is no run to resume in "
            + path
            + ": it has no experiment.json; leave out --resume to begin one");
  }
}
