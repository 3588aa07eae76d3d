package dev.tenon.transforms;

import dev.tenon.spi.Folder;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Finds folders and files by their paths: a path without a scheme, or with {@code file:}, lies on a
 * disk of this machine, any other in the one of Beam's file systems that has its scheme. Beam knows
 * these once a launcher or a runner has told it the pipeline's options.
 */
public final class Locations {
  private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+://.*");

  private Locations() {}

  /**
   * Returns a folder, whether it is there or not.
   *
   * @param path where it is, such as {@code runs/a} or {@code gs://bucket/runs/a}
   * @return the folder
   * @throws UserError if this can be no path
   */
  public static Folder folder(String path) {
    return isRemote(path) ? new BeamFolder(path) : new LocalFolder(local(path));
  }

  /**
   * Returns a file, whether it is there or not.
   *
   * @param path where it is, such as {@code model.onnx} or {@code gs://bucket/model.onnx}
   * @return the file
   * @throws UserError if this can be no path
   */
  public static StoredFile file(String path) {
    return isRemote(path) ? new BeamFile(path) : new LocalFile(local(path));
  }

  /**
   * Returns a work directory.
   *
   * @param path where it is
   * @return the work directory
   * @throws UserError if this can be no path
   */
  public static WorkDirectory workDirectory(String path) {
    return new WorkDirectory(folder(path));
  }

  private static boolean isRemote(String path) {
    boolean remote = REMOTE.matcher(path).matches();
    if (remote && FileSystems.hasGlobWildcard(path)) {
      throw new UserError(
          "the path " + path + " has one of the wildcards * ? [ ] { }; choose another name");
    }
    return remote;
  }

  private static Path local(String path) {
    try {
      return path.startsWith("file:/") ? Path.of(URI.create(path)) : Path.of(path);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new UserError("'" + path + "' is no path: " + e.getMessage(), e);
    }
  }
}
