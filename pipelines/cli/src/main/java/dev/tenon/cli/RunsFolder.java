package dev.tenon.cli;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the work directories that nobody named. A run that made it takes it away again if
 * nothing came into it.
 *
 * @param path the folder
 * @param made whether this run made it
 */
record RunsFolder(Path path, boolean made) implements AutoCloseable {
  private static final Path RUNS = Path.of("runs");

  /**
   * Returns the work directory that is meant.
   *
   * @param named what the user has named; if null, it is {@code runs/} and the experiment's name
   * @param experiment the experiment
   * @throws UserError if what was named can be no path
   */
  static WorkDirectory directory(String named, Experiment experiment) {
    return named == null
        ? new WorkDirectory(RUNS.resolve(experiment.name()))
        : Locations.workDirectory(named);
  }

  /**
   * Makes {@code runs/}, unless it is there.
   *
   * @param needed whether it is needed at all; if not, nothing is made
   * @throws UserError if it cannot be made
   */
  static RunsFolder makeIf(boolean needed) {
    return needed ? make(RUNS) : new RunsFolder(RUNS, false);
  }

  /**
   * Makes the folder, unless it is there.
   *
   * @throws UserError if it cannot be made
   */
  static RunsFolder make(Path path) {
    if (Files.isDirectory(path)) {
      return new RunsFolder(path, false);
    }
    try {
      Files.createDirectories(path);
      return new RunsFolder(path, true);
    } catch (IOException e) {
      throw new UserError(
          "cannot make the folder " + path + " here (" + e + "); give --work-dir", e);
    }
  }

  @Override
  public void close() {
    if (!made) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // As it should be: there is a run in it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
